import { conflict, invalid, notFound } from '../domain/errors.ts'
import { withCapacity } from '../domain/portfolio/capacity.ts'
import {
  type CountingMode,
  countingModes,
  type Space,
  type SpaceKey,
  type SpaceStatus,
  type SpaceType,
  spaceStatuses,
  spaceTypes,
} from '../domain/portfolio/space.ts'
import { type SpaceFunction, spaceFunctions } from '../domain/portfolio/space-function.ts'
import { describeSpace } from './descriptions.ts'
import {
  checkAmount,
  checkCapacity,
  checkDailyReset,
  checkGivenId,
  checkGivenLocation,
  checkGoLive,
  checkMinCount,
  checkName,
  checkText,
  checkTimeZone,
  checkWord,
  checkWordOrNull,
  taken,
  wrongField,
} from './field-rules.ts'
import { setSpaceLabels } from './label-changes.ts'
import type { PortfolioDraft } from './portfolio-draft.ts'

/** What can be changed about a space; what is absent stays as it is. */
export interface SpaceChange {
  readonly name?: string | undefined
  readonly type?: string | undefined
  /** Id of the space above; `null` makes it a root. */
  readonly parentId?: string | null | undefined
  /** IANA name; `null` inherits the parent's. A root needs one. */
  readonly timeZone?: string | null | undefined
  readonly capacity?: number | null | undefined
  readonly countingMode?: string | null | undefined
  /** Local `HH:MM`. */
  readonly dailyReset?: string | undefined
  readonly function?: string | null | undefined
  readonly status?: string | undefined
  readonly address?: string | null | undefined
  readonly iwmsId?: string | null | undefined
  readonly sizeArea?: number | null | undefined
  readonly costPerSqft?: number | null | undefined
  readonly goLiveDateUtc?: string | null | undefined
  readonly binaryOccupancy?: boolean | undefined
  /** Counts below it are not shown to the public as they are. */
  readonly minCount?: number | null | undefined
  /** Names of all its labels; missing ones are created. */
  readonly labels?: readonly string[] | undefined
}

/** A space to be created. */
export interface NewSpace extends SpaceChange {
  readonly name: string
  readonly type: string
  /** `spc_…`, to keep an id from elsewhere. */
  readonly id?: string | undefined
  readonly locationId?: number | undefined
}

/** How many keys creating or changing a space may take. */
export function keysForSpace(change: SpaceChange): number {
  return 1 + (change.labels?.length ?? 0)
}

/** Creates a space; throws `invalid`, `not_found` (parent) or `conflict` (id or location id taken). */
export function createSpace(draft: PortfolioDraft, input: NewSpace): Space {
  const id = newSpaceId(draft, input.id)
  const blank: Space = {
    key: 0,
    organization: draft.author.organization,
    id,
    locationId: 0,
    parent: null,
    name: '',
    type: 'space',
    timeZone: null,
    capacity: null,
    pastCapacities: [],
    countingMode: null,
    dailyResetMinutes: 0,
    function: null,
    status: 'live',
    address: null,
    iwmsId: null,
    sizeArea: null,
    costPerSqft: null,
    goLiveDateUtc: null,
    binaryOccupancy: false,
    minCount: null,
    createdAt: draft.now,
  }
  const changed = changedSpace(draft, blank, input)
  checkPlace(draft, changed)
  const space = { ...changed, locationId: newLocation(draft, input.locationId), key: draft.takeKey() }
  draft.spaces.put(space)
  draft.record('space.create', id, null, describeSpace(draft, space))
  if (input.labels !== undefined) setSpaceLabels(draft, space.key, input.labels)
  return space
}

/** Changes a space; throws like {@link createSpace}, and `invalid` for a move below itself. */
export function updateSpace(draft: PortfolioDraft, before: Space, change: SpaceChange): Space {
  const after = changedSpace(draft, before, change)
  if (after.parent !== before.parent) checkNoCycle(draft, after)
  if (after.parent !== before.parent || after.type !== before.type || after.timeZone !== before.timeZone) {
    checkPlace(draft, after)
    checkChildren(draft, after)
  }
  const [was, is] = [describeSpace(draft, before), describeSpace(draft, after)]
  if (JSON.stringify(was) !== JSON.stringify(is)) {
    draft.spaces.put(after)
    draft.record('space.update', after.id, was, is)
  }
  if (change.labels !== undefined) setSpaceLabels(draft, after.key, change.labels)
  return after
}

/** The space with an id, or a `not_found` error. */
export function spaceNamed(draft: PortfolioDraft, id: string): Space {
  const space = draft.spaces.named(id)
  if (space === null) throw notFound('space', id)
  return space
}

function changedSpace(draft: PortfolioDraft, before: Space, change: SpaceChange): Space {
  const capacity = given(change.capacity, before.capacity, checkCapacity)
  return {
    ...withCapacity(before, capacity, draft.now),
    name: given(change.name, before.name, checkName),
    type: given(change.type, before.type, checkType),
    parent: given(change.parentId, before.parent, (id) => parentKey(draft, id)),
    timeZone: given(change.timeZone, before.timeZone, checkTimeZone),
    countingMode: given(change.countingMode, before.countingMode, checkMode),
    dailyResetMinutes: given(change.dailyReset, before.dailyResetMinutes, checkDailyReset),
    function: given(change.function, before.function, checkFunction),
    status: given(change.status, before.status, checkStatus),
    address: given(change.address, before.address, (text) => checkText(text, 'address')),
    iwmsId: given(change.iwmsId, before.iwmsId, (text) => checkText(text, 'iwms_id')),
    sizeArea: given(change.sizeArea, before.sizeArea, (area) => checkAmount(area, 'size_area')),
    costPerSqft: given(change.costPerSqft, before.costPerSqft, (cost) => checkAmount(cost, 'cost_per_sqft')),
    goLiveDateUtc: given(change.goLiveDateUtc, before.goLiveDateUtc, checkGoLive),
    binaryOccupancy: change.binaryOccupancy ?? before.binaryOccupancy,
    minCount: given(change.minCount, before.minCount, checkMinCount),
  }
}

function given<In, Out>(value: In | undefined, before: Out, check: (value: In) => Out): Out {
  return value === undefined ? before : check(value)
}

const checkType = (word: string): SpaceType => checkWord(word, spaceTypes, 'space_type')
const checkStatus = (word: string): SpaceStatus => checkWord(word, spaceStatuses, 'status')
const checkMode = (word: string | null): CountingMode | null =>
  checkWordOrNull(word, countingModes, 'counting_mode')
const checkFunction = (word: string | null): SpaceFunction | null =>
  checkWordOrNull(word, spaceFunctions, 'function')

function parentKey(draft: PortfolioDraft, id: string | null): SpaceKey | null {
  return id === null ? null : spaceNamed(draft, id).key
}

function newSpaceId(draft: PortfolioDraft, wanted: string | undefined): string {
  if (wanted === undefined) return draft.randomId('spc')
  if (draft.spaces.named(checkGivenId(wanted, 'spc')) !== null) throw taken('id', wanted)
  return wanted
}

function newLocation(draft: PortfolioDraft, wanted: number | undefined): number {
  if (wanted === undefined) return draft.takeLocation()
  if (!draft.claimLocation(checkGivenLocation(wanted))) throw taken('location_id', wanted)
  return wanted
}

/** A parent is of the same or a higher level, campus above building above floor above space; a root has a zone. */
function checkPlace(draft: PortfolioDraft, space: Space): void {
  if (space.parent === null) {
    if (space.timeZone === null) throw wrongField('time_zone', 'is needed on a space without a parent')
    return
  }
  const parent = draft.spaces.get(space.parent)
  if (parent !== null && isAbove(space.type, parent.type)) {
    throw wrongField(
      'parent_id',
      `must be of the same or a higher level: a ${space.type} cannot be in a ${parent.type}`,
    )
  }
}

function checkChildren(draft: PortfolioDraft, space: Space): void {
  const higher = draft.children(space.key).find((child) => isAbove(child.type, space.type))
  if (higher !== undefined) {
    throw conflict(
      'children_too_high',
      `space_type ${space.type} cannot hold ${higher.id}, which is a ${higher.type}.`,
    )
  }
}

function isAbove(type: SpaceType, other: SpaceType): boolean {
  return spaceTypes.indexOf(type) < spaceTypes.indexOf(other)
}

function checkNoCycle(draft: PortfolioDraft, space: Space): void {
  let above = space.parent
  while (above !== null) {
    if (above === space.key) {
      throw invalid('invalid_parent_id', `parent_id must not be ${space.id} itself or a space below it.`)
    }
    above = draft.spaces.get(above)?.parent ?? null
  }
}
