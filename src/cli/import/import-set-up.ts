import type { Speaker } from '../../client/csv/row-reader.ts'
import { HeadcountError } from '../../client/headcount-error.ts'
import { DomainError } from '../../domain/errors.ts'
import { UsageError } from '../failures.ts'
import type { Target, TargetSpace } from '../target/target.ts'
import { type ImportPlan, type SourcePlan, tellsCrossings } from './import-plan.ts'

/** What an import may set up before it begins. */
export interface SetUpFlags {
  /** Name of a space to create, should it not be there. */
  readonly createSpace?: string
  readonly timeZone?: string
  readonly capacity?: number
  /** What the sensor that the import creates is. */
  readonly mode?: 'oa' | 'waffle' | 'entry'
  readonly heartbeat?: number
}

/** Whose readings are imported, once that is settled. */
export interface SetUp {
  /** One for each source of the plan. */
  readonly speakers: readonly Speaker[]
  /** Zone of times without an offset; `null` when nothing tells. */
  readonly timeZone: string | null
  /** The space that the import is about, where it is about one. */
  readonly space: TargetSpace | null
}

type Note = (line: string) => void

/**
 * Finds whose readings a file holds: a sensor or doorway that is there, or one that is created for a space that has
 * none, as `import-<space id>`. Importing again finds what the first import created.
 */
export async function setUpImport(
  target: Target,
  plan: ImportPlan,
  flags: SetUpFlags,
  note: Note,
): Promise<SetUp> {
  const created =
    flags.createSpace === undefined ? null : await ensureSpace(target, flags.createSpace, plan, flags, note)
  const speakers: Speaker[] = []
  const spaces: TargetSpace[] = []
  for (const source of plan.sources) {
    const space = await spaceOf(target, source, created)
    if (space !== null) spaces.push(space)
    speakers.push(await speakerOf(target, source, space, flags, note))
  }
  const space = created ?? (spaces.length === 1 ? (spaces[0] ?? null) : null)
  return {
    speakers,
    timeZone: plan.timeZone ?? spaces[0]?.timeZone ?? (await zoneOfSensor(target, speakers[0])),
    space,
  }
}

async function ensureSpace(
  target: Target,
  name: string,
  plan: ImportPlan,
  { capacity }: SetUpFlags,
  note: Note,
): Promise<TargetSpace> {
  const known = (await target.spaces()).filter((space) => space.name === name)
  if (known.length > 1)
    throw new UsageError(`There are ${known.length} spaces named ${name}: say which with --space.`)
  const timeZone = plan.timeZone ?? known[0]?.timeZone
  if (timeZone === undefined) throw new UsageError('--create-space needs --time-zone, such as Europe/Paris.')
  const space = {
    name,
    space_type: 'space',
    time_zone: timeZone,
    ...(capacity === undefined ? {} : { capacity }),
  }
  const id = known[0]?.id
  const [applied] = await target.apply({ spaces: [id === undefined ? space : { ...space, id }] }, false)
  note(`space ${name} (${applied?.id}): ${applied?.outcome}`)
  return findSpace(target, applied?.id ?? '')
}

async function spaceOf(
  target: Target,
  source: SourcePlan,
  created: TargetSpace | null,
): Promise<TargetSpace | null> {
  if (source.space !== undefined) return findSpace(target, source.space)
  const isNamed =
    source.sensor !== undefined || source.sensor_column !== undefined || source.doorway !== undefined
  return isNamed ? null : created
}

/** The space with an id, an Occuspace id or a name of its own. */
async function findSpace(target: Target, reference: string): Promise<TargetSpace> {
  const spaces = await target.spaces()
  const byId = spaces.find(({ id, locationId }) => id === reference || String(locationId) === reference)
  if (byId !== undefined) return byId
  const [named, another] = spaces.filter(({ name }) => name === reference)
  if (named === undefined) throw new UsageError(`There is no space ${reference}.`)
  if (another !== undefined) throw new UsageError(`Several spaces are named ${reference}: give the id.`)
  return named
}

async function speakerOf(
  target: Target,
  source: SourcePlan,
  space: TargetSpace | null,
  flags: SetUpFlags,
  note: Note,
): Promise<Speaker> {
  const { sensor, sensor_column: sensorColumn, doorway } = source
  if (doorway !== undefined) return { doorway_id: doorway }
  const about = space === null || tellsCrossings(source) ? {} : { space_id: space.id }
  if (sensor !== undefined) return { sensor, ...about }
  if (sensorColumn !== undefined) return about
  if (space === null) {
    throw new UsageError(
      'Say whose readings these are: --space, --create-space, --sensor, --sensor-column, --doorway or a --map file.',
    )
  }
  return tellsCrossings(source)
    ? crossingSpeaker(target, space, flags, note)
    : { sensor: await countSensor(target, space, flags, note), ...about }
}

async function countSensor(
  target: Target,
  space: TargetSpace,
  flags: SetUpFlags,
  note: Note,
): Promise<string> {
  if (flags.mode === 'entry') throw new UsageError('--mode entry is for columns of entrances and exits.')
  const over = (await target.sensors()).filter(({ spaceIds }) => spaceIds.includes(space.id))
  const own = `import-${space.id}`
  const [only, another] = over
  if (another !== undefined) {
    const serials = over.map(({ serialNumber }) => serialNumber).join(', ')
    throw new UsageError(`${space.name} has several sensors (${serials}): say which with --sensor.`)
  }
  if (only !== undefined && only.serialNumber !== own) {
    refuseSensorFlags(only.serialNumber, flags)
    return only.serialNumber
  }
  const sensor = {
    serial_number: own,
    sensor_type: flags.mode ?? only?.type ?? 'oa',
    space_ids: [space.id],
    hardware_type: 'virtual',
    ...heartbeatOf(flags),
  }
  const [applied] = await target.apply({ sensors: [sensor] }, false)
  note(`sensor ${own} (${sensor.sensor_type}, virtual) of ${space.name}: ${applied?.outcome}`)
  return own
}

async function crossingSpeaker(
  target: Target,
  space: TargetSpace,
  flags: SetUpFlags,
  note: Note,
): Promise<Speaker> {
  if (flags.mode !== undefined && flags.mode !== 'entry') {
    throw new UsageError('--mode is entry where columns of entrances and exits are read.')
  }
  const doorways = (await target.doorways()).filter(({ spaceIds }) => spaceIds.includes(space.id))
  const own = `import-${space.id}`
  const [only, another] = doorways
  if (another !== undefined) {
    const ids = doorways.map(({ id, name }) => `${id} ${name}`).join(', ')
    throw new UsageError(`${space.name} has several doorways (${ids}): say which with --doorway.`)
  }
  if (only !== undefined && only.sensorSerialNumber !== own) {
    refuseSensorFlags(only.sensorSerialNumber ?? only.name, flags)
    return only.sensorSerialNumber === null ? { doorway_id: only.id } : { sensor: only.sensorSerialNumber }
  }
  const doorway = {
    id: `drw_import_${space.id.replace(/^spc_/, '')}`,
    name: `Import of ${space.name}`,
    sensor_serial_number: own,
    spaces: [{ id: space.id, sensor_placement: 1 }],
  }
  const sensor = { serial_number: own, sensor_type: 'entry', hardware_type: 'virtual', ...heartbeatOf(flags) }
  const applied = await target.apply({ sensors: [sensor], doorways: [doorway] }, false)
  for (const { kind, id, outcome } of applied) note(`${kind} ${id} (virtual) of ${space.name}: ${outcome}`)
  return { sensor: own }
}

function heartbeatOf({ heartbeat }: SetUpFlags): object {
  return heartbeat === undefined ? {} : { heartbeat_seconds: heartbeat }
}

function refuseSensorFlags(existing: string, { mode, heartbeat }: SetUpFlags): void {
  if (mode === undefined && heartbeat === undefined) return
  throw new UsageError(
    `--mode and --heartbeat are for a sensor that import creates; ${existing} is there already.`,
  )
}

/** The zone of the space that a sensor covers; `null` also when the token may not look. */
async function zoneOfSensor(target: Target, speaker: Speaker | undefined): Promise<string | null> {
  try {
    const covered =
      speaker?.doorway_id === undefined
        ? await spacesOfSensor(target, speaker?.sensor)
        : (await target.doorways()).find(({ id }) => id === speaker.doorway_id)?.spaceIds
    const zones = new Set(
      (await target.spaces()).filter(({ id }) => covered?.includes(id)).map(({ timeZone }) => timeZone),
    )
    const [zone] = zones
    return zones.size === 1 && zone !== undefined ? zone : null
  } catch (error) {
    if (error instanceof HeadcountError || error instanceof DomainError) return null
    throw error
  }
}

async function spacesOfSensor(target: Target, serial: string | undefined): Promise<readonly string[]> {
  const sensor = (await target.sensors()).find(({ serialNumber }) => serialNumber === serial)
  if (sensor === undefined || sensor.spaceIds.length > 0) return sensor?.spaceIds ?? []
  const doorway = (await target.doorways()).find(({ sensorSerialNumber }) => sensorSerialNumber === serial)
  return doorway?.spaceIds ?? []
}
