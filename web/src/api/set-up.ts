import type {
  Display,
  DisplayChanges,
  Doorway,
  NewDisplay,
  NewDoorway,
  NewSensor,
  NewSite,
  NewSpace,
  NewUser,
  Sensor,
  Site,
  SiteChanges,
  Space,
  SpaceChanges,
  User,
  UserChanges,
} from '../../../src/client/native-wire.ts'
import type { Reading, ReadingsReceipt } from '../../../src/client/reading-wire.ts'
import { get, send } from './server.ts'

/** A sensor with what it is linked to and when it counts as offline. */
export interface LinkedSensor extends Sensor {
  readonly doorway_id: string | null
  readonly heartbeat_seconds: number | null
}

/** Body of `PATCH /api/sensors/{serial_number}`: what is absent stays. */
export interface SensorChanges {
  readonly space_ids?: readonly string[]
  readonly doorway_id?: string | null
  readonly heartbeat_seconds?: number | null
}

/** One page of what was changed, newest first. */
interface AuditPage {
  readonly data: readonly AuditEntry[]
  readonly pagination: { readonly next_cursor: string | null; readonly has_more: boolean }
}

/** One change. */
export interface AuditEntry {
  readonly at: string
  /** Id and name of the token or client, or `system`. */
  readonly actor: string
  /** Such as `space.create`. */
  readonly action: string
  readonly target: string
  /** `null` when it is new. */
  readonly before: unknown
  /** `null` when it is gone. */
  readonly after: unknown
}

const at = (collection: string, id: string) => `/api/${collection}/${encodeURIComponent(id)}`

export const createSpace = (space: NewSpace) => send<Space>('POST', '/api/spaces', space)
export const changeSpace = (id: string, changes: SpaceChanges) =>
  send<Space>('PATCH', at('spaces', id), changes)
/** With `cascade` all below it goes too, and what was read there. */
export const deleteSpace = (id: string, cascade: boolean) =>
  send('DELETE', `${at('spaces', id)}?cascade=${cascade}`)

const sensors = (signal?: AbortSignal) => get<readonly LinkedSensor[]>('/api/sensors', undefined, signal)
export const createSensor = (sensor: NewSensor) => send<LinkedSensor>('POST', '/api/sensors', sensor)
export const changeSensor = (serial: string, changes: SensorChanges) =>
  send<LinkedSensor>('PATCH', at('sensors', serial), changes)
/** With `cascade` its readings go too. */
export const deleteSensor = (serial: string, cascade: boolean) =>
  send('DELETE', `${at('sensors', serial)}?cascade=${cascade}`)

/** The doorways that are in use. */
export async function doorways(signal?: AbortSignal): Promise<readonly Doorway[]> {
  return present(await get<readonly Doorway[]>('/api/doorways', undefined, signal))
}

/** The doorways of the spaces that whoever asks may read. */
export async function readableDoorways(signal?: AbortSignal): Promise<readonly Doorway[]> {
  return present(await get<readonly Doorway[]>('/v3/doorways', undefined, signal))
}

function present(doorways: readonly Doorway[]): readonly Doorway[] {
  return doorways.filter(({ deleted_at }) => deleted_at === null)
}

/** All that counts, and where it may be, asked for at once. */
export async function sensorsAndDoorways(
  signal?: AbortSignal,
): Promise<{ readonly sensors: readonly LinkedSensor[]; readonly doorways: readonly Doorway[] }> {
  const [allSensors, allDoorways] = await Promise.all([sensors(signal), doorways(signal)])
  return { sensors: allSensors, doorways: allDoorways }
}

export const createDoorway = (doorway: NewDoorway) => send<Doorway>('POST', '/api/doorways', doorway)
export const changeDoorway = (id: string, changes: Partial<Omit<NewDoorway, 'id'>>) =>
  send<Doorway>('PATCH', at('doorways', id), changes)
/** With `cascade` its spaces lose what it counted. */
export const deleteDoorway = (id: string, cascade: boolean) =>
  send('DELETE', `${at('doorways', id)}?cascade=${cascade}`)

export const users = (signal?: AbortSignal) => get<readonly User[]>('/api/users', undefined, signal)
export const createUser = (user: NewUser) => send<User>('POST', '/api/users', user)
export const changeUser = (id: string, changes: UserChanges) => send<User>('PATCH', at('users', id), changes)
export const deleteUser = (id: string) => send('DELETE', at('users', id))

export const displays = (signal?: AbortSignal) => get<readonly Display[]>('/api/displays', undefined, signal)
export const createDisplay = (display: NewDisplay) => send<Display>('POST', '/api/displays', display)
export const changeDisplay = (id: string, changes: DisplayChanges) =>
  send<Display>('PATCH', at('displays', id), changes)
export const deleteDisplay = (id: string) => send('DELETE', at('displays', id))

export const sites = (signal?: AbortSignal) => get<readonly Site[]>('/api/sites', undefined, signal)
export const createSite = (site: NewSite) => send<Site>('POST', '/api/sites', site)
export const changeSite = (slug: string, changes: SiteChanges) =>
  send<Site>('PATCH', at('sites', slug), changes)
export const deleteSite = (slug: string) => send('DELETE', at('sites', slug))

/** What was changed, a page at a time. */
export const audit = (cursor: string | null, signal?: AbortSignal) =>
  get<AuditPage>('/api/audit', { limit: 50, cursor }, signal)

export const sendReadings = (readings: readonly Reading[]) =>
  send<ReadingsReceipt>('POST', '/api/readings', { readings })
