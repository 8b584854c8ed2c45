import { demand } from './demand.ts'
import { samplePng } from './sample-images.ts'
import type { TestServer } from './test-server.ts'

/** What ids in requests are of. */
export type Kind =
  | 'space'
  | 'floor'
  | 'location'
  | 'sensor'
  | 'doorway'
  | 'label'
  | 'labelGroup'
  | 'labelName'
  | 'display'
  | 'user'
  | 'token'
  | 'credential'
  | 'site'
  | 'correction'
  | 'mapping'
  | 'deadLetter'

/** An organization with something of every kind in it, all named with the tenant's own word. */
export interface Tenant {
  readonly ids: Readonly<Record<Kind, string>>
  /** Owner's static token. */
  readonly owner: string
  /** An OAuth token with every permission, and the client it is for. */
  readonly signed: string
  readonly clientId: string
  readonly clientSecret: string
}

/** Fills an organization over HTTP. Every id and name has `word` in it where the caller may choose. */
export async function fillTenant(
  server: TestServer,
  owner: string,
  word: string,
  locationId: number,
): Promise<Tenant> {
  const send = async (url: string, payload: object, token = owner) =>
    demand(await server.request({ method: 'POST', url, payload }, token)).json()
  const at = '2024-05-14T09:00:00Z'
  await send('/api/spaces', {
    id: `spc_${word}_b`,
    name: `${word} B`,
    space_type: 'building',
    time_zone: 'UTC',
  })
  const floor = `spc_${word}_f`
  await send('/api/spaces', { id: floor, name: `${word} F`, space_type: 'floor', parent_id: `spc_${word}_b` })
  const space = `spc_${word}_s`
  await send('/api/spaces', {
    id: space,
    name: `${word} S`,
    space_type: 'space',
    parent_id: floor,
    location_id: locationId,
  })
  const gate = `spc_${word}_g`
  await send('/api/spaces', { id: gate, name: `${word} G`, space_type: 'space', parent_id: floor })
  const sensor = `${word}-SENSOR`
  await send('/api/sensors', { serial_number: sensor, sensor_type: 'oa', space_id: space })
  const doorway = `drw_${word}`
  const spaces = [
    { id: gate, sensor_placement: 1 },
    { id: space, sensor_placement: -1 },
  ]
  await send('/api/doorways', { id: doorway, name: `${word} door`, spaces })
  const display = `dsp_${word}`
  await send('/api/displays', { id: display, name: `${word} kiosk`, floor_id: floor })
  await send('/api/readings', [{ type: 'count', sensor, at, count: 2 }])
  const labelName = `${word} label`
  const { id: label } = await send('/v3/labels', { name: labelName })
  await send(`/v3/spaces/${space}/labels`, { add: [label] })
  const { id: labelGroup } = await send('/v3/label-groups', { name: `${word} group`, labels: [label] })
  const permissions = ['read', 'write', 'users']
  const credential = await send('/api/credentials', { name: `${word} client`, permissions })
  const grant = { grant_type: 'client_credentials', client_id: credential.client_id }
  const { access_token: signed } = await send('/v3/oauth/token', {
    ...grant,
    client_secret: credential.client_secret,
  })
  const email = `ada@${word}.example`
  const { id: user } = await send('/v3/users', { email, role: 'owner' }, signed)
  const { id: token } = await send('/api/tokens', { name: `${word} spare`, scopes: ['read'] })
  const spare = await send('/api/credentials', { name: `${word} spare`, permissions: ['read'] })
  const url = `/api/spaces/${space}/plan/image`
  const headers = { 'content-type': 'image/png' }
  demand(await server.request({ method: 'PUT', url, payload: samplePng(), headers }, owner))
  const site = word.toLowerCase()
  await send('/api/sites', { slug: site, space_id: floor })
  const { dead_letter: deadLetter } = await send('/api/ingest/auto', { of: word })
  const { id: correction } = await send('/api/corrections', { kind: 'offset', space_id: space, people: 1 })
  return {
    ids: {
      space,
      floor,
      location: String(locationId),
      sensor,
      doorway,
      label,
      labelGroup,
      labelName,
      display,
      user,
      token,
      credential: spare.client_id,
      site,
      correction,
      mapping: 'auto',
      deadLetter,
    },
    owner,
    signed,
    clientId: credential.client_id,
    clientSecret: credential.client_secret,
  }
}
