import { conflict, notFound } from '../domain/errors.ts'
import type { Correction, CorrectionKind } from '../domain/portfolio/correction.ts'
import { countingOf } from '../domain/portfolio/counting.ts'
import type { Portfolio } from '../domain/portfolio/portfolio.ts'
import type { Space, SpaceKey } from '../domain/portfolio/space.ts'
import type { EpochMs } from '../domain/time/interval.ts'
import { describeCorrection } from './descriptions.ts'
import { checkPeople, checkText, wrongField } from './field-rules.ts'
import type { PortfolioDraft } from './portfolio-draft.ts'
import { sensorNamed } from './sensor-changes.ts'
import { spaceNamed } from './space-changes.ts'

/** As far as a clock may be ahead, as for readings (native.md §3). */
const TOLERANCE_MS = 5 * 60_000
/** Corrections of one space or of one sensor: each is looked at whenever its history is folded. */
const MAX_CORRECTIONS = 500

interface Said {
  readonly reason?: string | null | undefined
}

interface Held extends Said {
  readonly from: EpochMs
  /** Left out or `null` for a correction that holds until it is undone. */
  readonly until?: EpochMs | null | undefined
}

/** A correction to be made (native.md §7). */
export type NewCorrection =
  | (Said & {
      readonly kind: 'reset'
      readonly spaceId: string
      readonly at: EpochMs
      readonly count: number
    })
  | (Held & { readonly kind: 'offset'; readonly spaceId: string; readonly people: number })
  | (Held & { readonly kind: 'ignore'; readonly serialNumber: string })
  | (Held & { readonly kind: 'ceiling'; readonly serialNumber: string; readonly ceiling: number })

type Fields = Pick<Correction, 'kind' | 'space' | 'sensor' | 'from' | 'until' | 'value'>

/**
 * Makes a correction. Throws `invalid` for a kind that the space or sensor has no use for, a span without an instant, or
 * a number that is none; `not_found` (space, sensor); `conflict` when there are too many already.
 */
export function createCorrection(draft: PortfolioDraft, before: Portfolio, input: NewCorrection): Correction {
  const fields = fieldsOf(draft, before, input)
  refuseTooMany(draft, fields)
  const correction: Correction = {
    key: draft.takeKey(),
    organization: draft.author.organization,
    id: draft.randomId('cor'),
    ...fields,
    reason: checkText(input.reason ?? null, 'reason'),
    actor: draft.author.actor,
    createdAt: draft.now,
  }
  draft.corrections.put(correction)
  draft.record('correction.create', correction.id, null, describeCorrection(draft, correction))
  return correction
}

/** Undoes a correction: every figure is what it was before. Throws `not_found`. */
export function undoCorrection(draft: PortfolioDraft, id: string): void {
  const correction = draft.corrections.named(id)
  if (correction === null) throw notFound('correction', id)
  draft.record('correction.undo', id, describeCorrection(draft, correction), null)
  draft.corrections.remove(correction.key)
}

function fieldsOf(draft: PortfolioDraft, before: Portfolio, input: NewCorrection): Fields {
  const { kind } = input
  if (kind === 'reset') {
    const space = countedSpace(draft, before, input.spaceId, kind)
    const at = checkPast(input.at, draft.now)
    return { kind, space, sensor: null, from: at, until: at, value: checkPeople(input.count, 'count', 0) }
  }
  const span = checkSpan(input)
  if (kind === 'offset') {
    const space = countedSpace(draft, before, input.spaceId, kind)
    return { kind, space, sensor: null, ...span, value: checkOffset(input.people) }
  }
  const sensor = sensorNamed(draft, input.serialNumber)
  if (kind === 'ignore') return { kind, space: null, sensor: sensor.key, ...span, value: null }
  if (sensor.type === 'entry') {
    throw wrongField('kind', 'must not be ceiling: an entry sensor counts who passes, which has no ceiling')
  }
  return { kind, space: null, sensor: sensor.key, ...span, value: checkPeople(input.ceiling, 'ceiling', 1) }
}

function countedSpace(
  draft: PortfolioDraft,
  before: Portfolio,
  id: string,
  kind: 'reset' | 'offset',
): SpaceKey {
  const space = spaceNamed(draft, id)
  const fitting = fittingKind(before, space)
  if (fitting === kind) return space.key
  if (fitting !== null) throw wrongField('kind', `must be ${fitting} for ${id}, by the way it counts`)
  throw wrongField(
    'space_id',
    `must be a space that sensors or doorways of its own count; ${id} is the sum of others, or not counted`,
  )
}

function fittingKind(before: Portfolio, space: Space): CorrectionKind | null {
  const counting = countingOf(before, space)
  if (counting === null || counting.kind === 'sum') return null
  return counting.kind === 'entry' ? 'reset' : 'offset'
}

function checkPast(at: EpochMs, now: EpochMs): EpochMs {
  if (at <= now + TOLERANCE_MS) return at
  throw wrongField('at', 'must not be in the future')
}

function checkSpan({ from, until }: Held): Pick<Correction, 'from' | 'until'> {
  const end = until ?? Infinity
  if (end > from) return { from, until: end }
  throw wrongField('until', 'must be after from, or null')
}

function checkOffset(people: number): number {
  if (people !== 0) return Math.sign(people) * checkPeople(Math.abs(people), 'people', 1)
  throw wrongField('people', 'must not be 0: it is added to the count')
}

function refuseTooMany(draft: PortfolioDraft, { space, sensor }: Fields): void {
  const same = [...draft.corrections.all()].filter(
    (correction) => correction.space === space && correction.sensor === sensor,
  )
  if (same.length < MAX_CORRECTIONS) return
  throw conflict(
    'too_many_corrections',
    `There are ${MAX_CORRECTIONS} corrections of it already: undo some that no longer matter.`,
  )
}
