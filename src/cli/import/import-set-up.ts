import type { Speaker, Voice } from '../../client/csv/row-reader.ts'
import { HeadcountError } from '../../client/headcount-error.ts'
import { DomainError } from '../../domain/errors.ts'
import { UsageError } from '../failures.ts'
import type { Target, TargetSpace } from '../target/target.ts'
import { type SourcePlan, tellsCrossings } from './import-plan.ts'
import type { CsvFindings } from './inspect-csv.ts'

/** What an import may set up before it begins. */
export interface SetUpFlags {
  /** Name of a space to create, should it not be there. */
  readonly createSpace?: string
  /** Whether spaces that the file names are created, should they not be there. */
  readonly createSpaces?: boolean
  /** Zone of spaces to create; the zone of the file's times where it is left out. */
  readonly spaceTimeZone?: string
  readonly capacity?: number
  /** What the sensor that the import creates is. */
  readonly mode?: 'oa' | 'waffle' | 'entry'
  readonly heartbeat?: number
}

/** Whose readings are imported, once that is settled. */
export interface SetUp {
  /** One for each source of the plan. */
  readonly voices: readonly Voice[]
  /** The spaces that a column names, by name. */
  readonly places: ReadonlyMap<string, Voice>
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
  findings: CsvFindings,
  flags: SetUpFlags,
  note: Note,
): Promise<SetUp> {
  const { plan } = findings
  const wanted = [
    ...(flags.createSpace === undefined ? [] : [flags.createSpace]),
    ...(flags.createSpaces === true ? namesIn(findings) : []),
  ]
  await ensureSpaces(target, wanted, { findings, flags, note })
  const created = flags.createSpace === undefined ? null : await findSpace(target, flags.createSpace)
  const voices: Voice[] = []
  const spaces: TargetSpace[] = []
  for (const source of plan.sources) {
    const space = await spaceOf(target, source, created)
    if (space !== null) spaces.push(space)
    voices.push({
      speaker: await speakerOf(target, source, space, flags, note),
      capacity: space?.capacity ?? flags.capacity ?? null,
    })
  }
  const places = await placesOf(target, findings, flags, note)
  const space = created ?? (spaces.length === 1 ? (spaces[0] ?? null) : null)
  return {
    voices,
    places: new Map([...places].map(([name, { voice }]) => [name, voice])),
    timeZone: plan.timeZone ?? (await zoneOf(target, spaces, places, voices)),
    space,
  }
}

/** The spaces that a file names: in a column, or by the columns of a wide table. */
function namesIn({ plan, spaces }: CsvFindings): readonly string[] {
  const named = plan.isWide ? plan.sources.flatMap(({ space }) => space ?? []) : []
  return [...named, ...spaces]
}

interface Place {
  readonly space: TargetSpace
  readonly voice: Voice
}

async function placesOf(
  target: Target,
  { file, plan, spaces }: CsvFindings,
  flags: SetUpFlags,
  note: Note,
): Promise<ReadonlyMap<string, Place>> {
  const source = plan.sources.find(({ space_column: column }) => column !== undefined)
  if (source === undefined) return new Map()
  const known = await target.spaces()
  const missing = spaces.filter((name) => !known.some((space) => isCalled(space, name)))
  if (missing.length > 0) {
    throw new UsageError(
      `${file} names ${missing.length} spaces that are not set up, such as ${missing.slice(0, 3).join(', ')}: add --create-spaces, or set them up first.`,
    )
  }
  const places = new Map<string, Place>()
  for (const name of spaces) {
    const space = await findSpace(target, name)
    const speaker = await speakerOf(target, { ...source, space_column: undefined }, space, flags, note)
    places.set(name, { space, voice: { speaker, capacity: space.capacity ?? flags.capacity ?? null } })
  }
  return places
}

/** The zone of the spaces that a file is about; where they have several, somebody has to say it. */
async function zoneOf(
  target: Target,
  spaces: readonly TargetSpace[],
  places: ReadonlyMap<string, Place>,
  voices: readonly Voice[],
): Promise<string | null> {
  const zones = new Set(
    [...spaces, ...[...places.values()].map(({ space }) => space)].map(({ timeZone }) => timeZone),
  )
  if (zones.size > 1)
    throw new UsageError(
      `The spaces lie in ${[...zones].join(' and ')}: say with --time-zone which the file has.`,
    )
  const [zone] = zones
  return zone ?? (await zoneOfSensor(target, voices[0]?.speaker))
}

function isCalled({ id, locationId, name }: TargetSpace, reference: string): boolean {
  return id === reference || String(locationId) === reference || name === reference
}

interface Creation {
  readonly findings: CsvFindings
  readonly flags: SetUpFlags
  readonly note: Note
}

/** Creates the spaces that are not there yet, all at once or none. */
async function ensureSpaces(
  target: Target,
  names: readonly string[],
  { findings: { plan }, flags, note }: Creation,
): Promise<void> {
  if (names.length === 0) return
  const known = await target.spaces()
  const timeZone = flags.spaceTimeZone ?? plan.timeZone ?? undefined
  const isReference = (name: string) =>
    known.some(({ id, locationId }) => id === name || String(locationId) === name)
  const spaces = names
    .filter((name) => !isReference(name))
    .map((name) => {
      const [found, another] = known.filter((space) => space.name === name)
      if (another !== undefined)
        throw new UsageError(`Several spaces are named ${name}: say which with --space.`)
      const zone = timeZone ?? found?.timeZone
      if (zone === undefined)
        throw new UsageError(
          `${flags.createSpaces === true ? '--create-spaces' : '--create-space'} needs --time-zone, such as Europe/Paris.`,
        )
      return {
        ...(found === undefined ? {} : { id: found.id }),
        name,
        space_type: 'space',
        time_zone: zone,
        ...(flags.capacity === undefined ? {} : { capacity: flags.capacity }),
      }
    })
  if (spaces.length === 0) return
  const applied = await target.apply({ spaces }, false)
  for (const { kind, name, id, outcome } of applied) note(`${kind} ${name} (${id}): ${outcome}`)
}

async function spaceOf(
  target: Target,
  source: SourcePlan,
  created: TargetSpace | null,
): Promise<TargetSpace | null> {
  if (source.space !== undefined) return findSpace(target, source.space)
  const isNamed = [source.sensor, source.sensor_column, source.space_column, source.doorway].some(
    (name) => name !== undefined,
  )
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
  const { sensor, sensor_column: sensorColumn, space_column: spaceColumn, doorway } = source
  if (spaceColumn !== undefined) return {}
  if (doorway !== undefined) return { doorway_id: doorway }
  const about = space === null || tellsCrossings(source) ? {} : { space_id: space.id }
  if (sensor !== undefined) return { sensor, ...about }
  if (sensorColumn !== undefined) return about
  if (space === null) {
    throw new UsageError(
      'Say whose readings these are: --space, --create-space, --sensor, --sensor-column, --space-column, --doorway or a --map file.',
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
