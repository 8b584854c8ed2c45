import type { Display } from '../domain/portfolio/display.ts'
import type { Doorway } from '../domain/portfolio/doorway.ts'
import type { Sensor } from '../domain/portfolio/sensor.ts'
import type { Space } from '../domain/portfolio/space.ts'
import { Pacing } from '../history/pacing.ts'
import { createDisplay, type NewDisplay, updateDisplay } from './display-changes.ts'
import { createDoorway, type NewDoorway, updateDoorway } from './doorway-changes.ts'
import { checkName, wrongField } from './field-rules.ts'
import { createLabel } from './label-changes.ts'
import type { DocumentSpace, PortfolioDocument } from './portfolio-document.ts'
import type { PortfolioDraft } from './portfolio-draft.ts'
import { createSensor, type NewSensor, updateSensor } from './sensor-changes.ts'
import { createSpace, keysForSpace, updateSpace } from './space-changes.ts'
import { SpacePaths } from './space-paths.ts'

/** What became of one thing of a document. */
export interface Applied {
  readonly kind: 'space' | 'sensor' | 'doorway' | 'display' | 'label'
  /** Its public id or serial number; a label's name. */
  readonly id: string
  readonly name: string
  readonly outcome: 'created' | 'changed' | 'unchanged'
}

/** What applying a document did, in the document's order. */
export type ApplyReport = readonly Applied[]

/** How many keys applying a document may take. */
export function keysForDocument(document: PortfolioDocument): number {
  const { spaces = [], sensors = [], doorways = [], displays = [], labels = [] } = document
  return keysForSpaces(spaces) + sensors.length + doorways.length + displays.length + labels.length
}

/** Makes a draft look like a document; `hasReadings` tells whether a sensor has said anything yet. */
export async function applyDocument(
  draft: PortfolioDraft,
  document: PortfolioDocument,
  hasReadings: (sensor: Sensor) => Promise<boolean>,
): Promise<ApplyReport> {
  const paths = new SpacePaths(draft)
  const report: Applied[] = []
  for (const name of document.labels ?? []) report.push(applyLabel(draft, name))
  // Large documents give way to other requests in between.
  const pacing = new Pacing()
  await applySpaces({ draft, paths, report, pacing }, document.spaces ?? [], null)
  const doorways = byName(draft.doorways.all(), ({ deletedAt }) => deletedAt === null)
  // Sensors before doorways, so that either side of the document may name the other.
  for (const sensor of document.sensors ?? []) {
    await pacing.breathe()
    report.push(await applySensor(draft, paths, { ...sensor, doorwayId: undefined }, hasReadings))
  }
  for (const doorway of document.doorways ?? []) {
    report.push(await applyDoorway(draft, paths, doorways, doorway))
  }
  for (const sensor of document.sensors ?? []) await linkFromSensor(draft, sensor)
  const displays = byName(draft.displays.all(), () => true)
  for (const display of document.displays ?? []) report.push(applyDisplay(draft, paths, displays, display))
  return report
}

function keysForSpaces(spaces: readonly DocumentSpace[]): number {
  return spaces.reduce((sum, space) => sum + keysForSpace(space) + keysForSpaces(space.children ?? []), 0)
}

function applyLabel(draft: PortfolioDraft, name: string): Applied {
  const checked = checkName(name, 'labels')
  for (const label of draft.labels.all()) {
    if (label.name === checked) return { kind: 'label', id: label.id, name: checked, outcome: 'unchanged' }
  }
  return { kind: 'label', id: createLabel(draft, checked).id, name: checked, outcome: 'created' }
}

interface Application {
  readonly draft: PortfolioDraft
  readonly paths: SpacePaths
  readonly report: Applied[]
  readonly pacing: Pacing
}

async function applySpaces(
  application: Application,
  spaces: readonly DocumentSpace[],
  parent: Space | null,
): Promise<void> {
  const { draft, paths, report, pacing } = application
  for (const entry of spaces) {
    await pacing.breathe()
    const outer =
      entry.parentId === undefined || entry.parentId === null ? null : paths.resolve(entry.parentId)
    const parentId = parent?.id ?? outer
    const existing = existingSpace(draft, paths, entry, parentId)
    const input = { ...entry, parentId }
    const changes = draft.changes()
    const space = existing === null ? createSpace(draft, input) : updateSpace(draft, existing, input)
    if (existing === null) paths.add(space)
    report.push({ kind: 'space', id: space.id, name: space.name, outcome: outcome(draft, existing, changes) })
    await applySpaces(application, entry.children ?? [], space)
  }
}

function existingSpace(
  draft: PortfolioDraft,
  paths: SpacePaths,
  entry: DocumentSpace,
  parentId: string | null,
): Space | null {
  if (entry.id !== undefined) {
    const space = draft.spaces.named(entry.id)
    const moved = entry.locationId !== undefined && space !== null && space.locationId !== entry.locationId
    if (moved) throw wrongField('location_id', `of ${entry.id} is ${space.locationId} and cannot change`)
    return space
  }
  const parent = parentId === null ? null : draft.spaces.named(parentId)
  return paths.named(parent?.key ?? null, entry.name)
}

async function applySensor(
  draft: PortfolioDraft,
  paths: SpacePaths,
  entry: NewSensor,
  hasReadings: (sensor: Sensor) => Promise<boolean>,
): Promise<Applied> {
  const existing = draft.sensors.named(entry.serialNumber.trim())
  if (existing !== null && existing.type !== entry.type) {
    throw wrongField('sensor_type', `of ${entry.serialNumber} is ${existing.type} and cannot change`)
  }
  const input = { ...entry, spaceIds: entry.spaceIds?.map((reference) => paths.resolve(reference)) }
  const changes = draft.changes()
  const sensor =
    existing === null
      ? await createSensor(draft, input)
      : await updateSensor(draft, existing, input, await hasReadings(existing))
  const { serialNumber } = sensor
  return { kind: 'sensor', id: serialNumber, name: serialNumber, outcome: outcome(draft, existing, changes) }
}

async function linkFromSensor(draft: PortfolioDraft, entry: NewSensor): Promise<void> {
  const sensor = draft.sensors.named(entry.serialNumber.trim())
  if (sensor === null || entry.doorwayId === undefined) return
  const named = [...draft.doorways.all()].find(
    ({ name, deletedAt }) => name === entry.doorwayId && deletedAt === null,
  )
  await updateSensor(draft, sensor, { doorwayId: named?.id ?? entry.doorwayId }, true)
}

async function applyDoorway(
  draft: PortfolioDraft,
  paths: SpacePaths,
  known: Map<string, Doorway>,
  entry: NewDoorway,
): Promise<Applied> {
  const named = entry.id === undefined ? known.get(entry.name.trim()) : draft.doorways.named(entry.id)
  // The id of a deleted doorway stays taken: creating it again says so.
  const existing = named === undefined || named?.deletedAt !== null ? null : named
  const sides = entry.sides.map((side) => ({ ...side, spaceId: paths.resolve(side.spaceId) }))
  const changes = draft.changes()
  const input = { ...entry, sides }
  const doorway =
    existing === null ? await createDoorway(draft, input) : await updateDoorway(draft, existing, input)
  known.set(doorway.name, doorway)
  return { kind: 'doorway', id: doorway.id, name: doorway.name, outcome: outcome(draft, existing, changes) }
}

function applyDisplay(
  draft: PortfolioDraft,
  paths: SpacePaths,
  known: Map<string, Display>,
  entry: NewDisplay,
): Applied {
  const existing =
    entry.id === undefined ? (known.get(entry.name.trim()) ?? null) : draft.displays.named(entry.id)
  const input = { ...entry, floorId: paths.resolve(entry.floorId) }
  const changes = draft.changes()
  const display = existing === null ? createDisplay(draft, input) : updateDisplay(draft, existing, input)
  known.set(display.name, display)
  return { kind: 'display', id: display.id, name: display.name, outcome: outcome(draft, existing, changes) }
}

function outcome(draft: PortfolioDraft, existing: object | null, changesBefore: number): Applied['outcome'] {
  if (existing === null) return 'created'
  return draft.changes() === changesBefore ? 'unchanged' : 'changed'
}

function byName<T extends { readonly name: string }>(
  rows: Iterable<T>,
  isLive: (row: T) => boolean,
): Map<string, T> {
  return new Map([...rows].filter(isLive).map((row) => [row.name, row]))
}
