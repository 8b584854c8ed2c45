import type { SpaceUseAnswer } from '../../analytics/occupancy-query.ts'
import type { Label } from '../../domain/portfolio/label.ts'
import type { Portfolio } from '../../domain/portfolio/portfolio.ts'
import type { Space } from '../../domain/portfolio/space.ts'
import { type SizingFigures, sizingFigures } from '../../domain/sizing/figures.ts'
import { sizingSentence } from '../../domain/sizing/sentence.ts'
import { mergeSpaceUses, type SpaceUse } from '../../domain/sizing/space-use.ts'
import {
  type Sizing,
  type SizingThresholds,
  type SizingVerdict,
  sizeUp,
  sizingVerdicts,
} from '../../domain/sizing/verdict.ts'
import type { FiguresWire, RightSizingQuery, SizedGroup, SizedSpace } from './right-sizing-wire.ts'

/** A space with its use and what that says about its size. */
export interface SizedUp {
  readonly space: Space
  readonly use: SpaceUse
  readonly sizing: Sizing
}

/** What a group is by. */
interface Group {
  readonly id: string | null
  readonly name: string | null
}

export function thresholdsOf(query: RightSizingQuery): SizingThresholds {
  return {
    knownPercent: query.known_percent,
    hardlyPercent: query.hardly_percent,
    overPercent: query.over_percent,
    fitPercent: query.fit_percent,
    smallerPercent: query.smaller_percent,
  }
}

/** The spaces with their verdicts: most telling first, then by time with somebody there, then as they came. */
export function sizeUpAll(
  answers: readonly SpaceUseAnswer[],
  thresholds: SizingThresholds,
): readonly SizedUp[] {
  const rank = ({ verdict }: Sizing) => sizingVerdicts.indexOf(verdict)
  return answers
    .map(({ space, use, capacity }) => ({ space, use, sizing: sizeUp(use, capacity, thresholds) }))
    .toSorted(
      (a, b) => rank(a.sizing) - rank(b.sizing) || b.sizing.figures.occupiedMs - a.sizing.figures.occupiedMs,
    )
}

export function renderSpace(portfolio: Portfolio, { space, use, sizing }: SizedUp): SizedSpace {
  return {
    space_id: space.id,
    name: space.name,
    path: portfolio
      .ancestors(space.key)
      .map(({ name }) => name)
      .toReversed(),
    function: space.function,
    floor_id: floorOf(portfolio, space).id,
    label_ids: portfolio.labelsOf(space.key).map(({ id }) => id),
    time_zone: portfolio.timeZone(space.key),
    capacity: sizing.capacity,
    verdict: sizing.verdict,
    sentence: sizingSentence(sizing),
    fitting_size: sizing.fittingSize,
    fitting_share: sizing.fittingShare,
    ...renderFigures(sizing.figures),
    time_at: use.counts.map(({ count, durationMs }) => ({ count, duration_ms: durationMs })),
    uses_by_peak: use.uses.map(({ peak, uses }) => ({ peak, uses })),
  }
}

/** The groups by function, label and floor, each in order of name; spaces without come last. */
export function renderGroups(
  portfolio: Portfolio,
  sized: readonly SizedUp[],
): Readonly<Record<'function' | 'label' | 'floor', SizedGroup[]>> {
  return {
    function: grouped(sized, ({ space }) => [{ id: space.function, name: space.function }]),
    label: grouped(sized, ({ space }) => labelled(portfolio.labelsOf(space.key))),
    floor: grouped(sized, ({ space }) => [floorOf(portfolio, space)]),
  }
}

function labelled(labels: readonly Label[]): readonly Group[] {
  return labels.length === 0 ? [nowhere] : labels
}

const nowhere: Group = { id: null, name: null }

function floorOf(portfolio: Portfolio, space: Space): Group {
  const ancestors = portfolio.ancestors(space.key)
  return [space, ...ancestors].find(({ type }) => type === 'floor') ?? nowhere
}

function grouped(sized: readonly SizedUp[], groupsOf: (each: SizedUp) => readonly Group[]): SizedGroup[] {
  const members = new Map<string | null, { readonly group: Group; readonly all: SizedUp[] }>()
  for (const each of sized) {
    for (const group of groupsOf(each)) {
      const known = members.get(group.id) ?? { group, all: [] }
      known.all.push(each)
      members.set(group.id, known)
    }
  }
  return [...members.values()].toSorted(byName).map(({ group, all }) => renderGroup(group, all))
}

function byName({ group: a }: { group: Group }, { group: b }: { group: Group }): number {
  if (a.name === null || b.name === null) return Number(a.name === null) - Number(b.name === null)
  return a.name.localeCompare(b.name, 'en', { numeric: true })
}

function renderGroup({ id, name }: Group, all: readonly SizedUp[]): SizedGroup {
  return {
    id,
    name,
    spaces: all.length,
    capacity: capacityOf(all),
    verdicts: verdictsOf(all),
    ...renderFigures(sizingFigures(mergeSpaceUses(all.map(({ use }) => use)))),
  }
}

/** Together, of those that have one; `null` where none has. */
function capacityOf(all: readonly SizedUp[]): number | null {
  const set = all.flatMap(({ sizing }) => sizing.capacity ?? [])
  return set.length === 0 ? null : set.reduce((sum, capacity) => sum + capacity, 0)
}

function verdictsOf(all: readonly SizedUp[]): Record<SizingVerdict, number> {
  const number = (verdict: SizingVerdict) => all.filter(({ sizing }) => sizing.verdict === verdict).length
  return Object.fromEntries(sizingVerdicts.map((verdict) => [verdict, number(verdict)])) as Record<
    SizingVerdict,
    number
  >
}

function renderFigures(figures: SizingFigures): FiguresWire {
  return {
    length_ms: figures.lengthMs,
    observed_ms: figures.observedMs,
    known_share: figures.knownShare,
    occupied_ms: figures.occupiedMs,
    used_share: figures.usedShare,
    people_avg: figures.mean,
    people_p50: figures.p50,
    people_p90: figures.p90,
    people_max: figures.peak,
    filled_share: figures.filledShare,
    over_capacity_ms: figures.overMs,
    over_capacity_share: figures.overShare,
    uses: figures.uses,
    capped_uses: figures.cappedUses,
  }
}
