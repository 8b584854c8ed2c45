import type {
  CountingMode,
  NewSpace,
  Space,
  SpaceChanges,
  SpaceStatus,
  SpaceType,
} from '../../../../../src/client/native-wire.ts'

/** What the form of a space holds: texts as they are typed, empty for none. */
export interface SpaceDraft {
  readonly parent: string
  readonly type: SpaceType
  readonly name: string
  readonly capacity: string
  readonly function: string
  readonly counting: CountingMode | ''
  readonly zone: string
  readonly reset: string
  readonly status: SpaceStatus
  readonly labels: string
  readonly address: string
}

/** What a new space below another begins with: a floor in a building, a space on a floor. */
export function emptyDraft(parent: Space | undefined): SpaceDraft {
  return {
    parent: parent?.id ?? '',
    type: typeBelow(parent?.space_type),
    name: '',
    capacity: '',
    function: '',
    counting: '',
    zone: '',
    reset: '00:00',
    status: 'live',
    labels: '',
    address: '',
  }
}

function typeBelow(type: SpaceType | undefined): SpaceType {
  if (type === 'campus' || type === undefined) return 'building'
  return type === 'building' ? 'floor' : 'space'
}

/** A space as its form begins. A zone that is also its parent's is taken for inherited. */
export function draftOf(space: Space, parent: Space | undefined): SpaceDraft {
  return {
    parent: space.parent_id ?? '',
    type: space.space_type,
    name: space.name,
    capacity: space.capacity === null ? '' : String(space.capacity),
    function: space.function ?? '',
    counting: space.counting_mode ?? '',
    zone: parent !== undefined && parent.time_zone === space.time_zone ? '' : space.time_zone,
    reset: space.daily_reset,
    status: space.status,
    labels: space.labels.map(({ name }) => name).join(', '),
    address: space.address ?? '',
  }
}

/** What the server is told of a new space: nothing about what was left empty. */
export function newSpaceOf(draft: SpaceDraft): NewSpace {
  const { name, space_type, ...fields } = fieldsOf(draft)
  const said = Object.entries(fields).filter(
    ([, value]) => value !== null && value !== '' && !(Array.isArray(value) && value.length === 0),
  )
  return { name, space_type, ...Object.fromEntries(said) }
}

/** What the server is told of a change: what differs from how the form began, and nothing else. */
export function changesOf(before: SpaceDraft, after: SpaceDraft): SpaceChanges {
  const was = Object.entries(fieldsOf(before))
  const is = fieldsOf(after)
  const changed = was.flatMap(([field, value]) => {
    const next = is[field as keyof typeof is]
    return JSON.stringify(value) === JSON.stringify(next) ? [] : [[field, next] as const]
  })
  return Object.fromEntries(changed)
}

function fieldsOf(draft: SpaceDraft) {
  return {
    name: draft.name.trim(),
    space_type: draft.type,
    parent_id: draft.parent === '' ? null : draft.parent,
    capacity: draft.capacity.trim() === '' ? null : Number(draft.capacity),
    function: draft.function === '' ? null : draft.function,
    counting_mode: draft.counting === '' ? null : draft.counting,
    time_zone: draft.zone.trim() === '' ? null : draft.zone.trim(),
    daily_reset: draft.reset,
    status: draft.status,
    labels: labelNames(draft.labels),
    address: draft.address.trim() === '' ? null : draft.address.trim(),
  }
}

/** Names of labels from a line with commas, each once. */
export function labelNames(text: string): readonly string[] {
  return [
    ...new Set(
      text
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== ''),
    ),
  ]
}
