import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import { demand } from './demand.ts'
import { startTestServer, type TestServer } from './test-server.ts'

export const PLAN = '/api/spaces/spc_floor/plan'
export const IMAGE = `${PLAN}/image`

/** Corners of an area. */
export const points = [
  [0, 0],
  [0.25, 0],
  [1 / 3, 1],
]

/** An area of a space, as the wire has it. */
export const area = (space_id: string) => ({ space_id, points })

type Answer = Promise<LightMyRequestResponse>

/**
 * A server with a building of two floors: `spc_floor` with `spc_a` (in it `spc_desk`) and `spc_b`, and `spc_other`
 * with `spc_c`. Who asks is the owner, unless a token is given.
 */
export interface PlanSite {
  readonly server: TestServer
  /** What the server takes for the present. */
  readonly time: { now: number }
  send(method: string, url: string, options?: object, token?: string): Answer
  get(url: string, headers?: Readonly<Record<string, string>>, token?: string): Answer
  /** Puts the image of the plan of `spc_floor`. */
  upload(payload: Buffer | string, type?: string, token?: string): Answer
  /** Puts the areas of the plan of `spc_floor`. */
  draw(areas: readonly object[], token?: string): Answer
}

/** Opens a {@link PlanSite} at noon of 2024-06-04. */
export async function openPlanSite(): Promise<PlanSite> {
  const time = { now: Date.parse('2024-06-04T12:00:00Z') }
  const server = await startTestServer({ clock: () => time.now })
  const send: PlanSite['send'] = (method, url, options = {}, token) =>
    server.request({ method, url, ...options } as InjectOptions, token)
  const site: PlanSite = {
    server,
    time,
    send,
    get: (url, headers = {}, token) => send('GET', url, { headers }, token),
    upload: (payload, type = 'image/png', token) =>
      send('PUT', IMAGE, { payload, headers: { 'content-type': type } }, token),
    draw: (areas, token) => send('PUT', `${PLAN}/areas`, { payload: { areas } }, token),
  }
  const space = async (id: string, space_type: string, parent_id: string | null = null) => {
    const place = parent_id === null ? { time_zone: 'UTC' } : { parent_id }
    demand(await send('POST', '/api/spaces', { payload: { id, name: id, space_type, ...place } }))
  }
  await space('spc_hq', 'building')
  await space('spc_floor', 'floor', 'spc_hq')
  await space('spc_a', 'space', 'spc_floor')
  await space('spc_b', 'space', 'spc_floor')
  await space('spc_desk', 'space', 'spc_a')
  await space('spc_other', 'floor', 'spc_hq')
  await space('spc_c', 'space', 'spc_other')
  return site
}
