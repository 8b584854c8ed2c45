import type { Counting, LeafCounting } from '../portfolio/counting.ts'
import type { SubjectKey } from '../portfolio/subject.ts'
import { finish, type Steps } from '../steps.ts'
import { type DayRange, daysCovering } from '../time/day.ts'
import type { EpochMs, Interval } from '../time/interval.ts'
import { foldArea } from './fold-area.ts'
import { foldEntry, foldingSince } from './fold-entry.ts'
import { foldSum } from './fold-sum.ts'
import type { SpaceHistory } from './segment.ts'
import { type OnlineStep, onlineSteps, type ReadingsOf } from './sensor-track.ts'
import { watchesOf } from './sensor-watch.ts'

/** A sensor that a space's count rests on, and when: `[from, until)`. */
export interface ExpectedSensor {
  readonly subject: SubjectKey
  /** `-Infinity` when it always did. */
  readonly from: EpochMs
  /** `Infinity` while it still does. */
  readonly until: EpochMs
}

/**
 * What happened in a space during an interval, which must not be empty: the one way from readings to occupancy.
 *
 * `readingsOf` is asked for the subjects of {@link evidenceOf} and gives each one's readings on at least its days
 * there. Earlier days and readings after the interval may be among them and change nothing. Folding an interval in
 * parts gives the same parts as folding it whole.
 */
export function foldCounting(counting: Counting, interval: Interval, readingsOf: ReadingsOf): SpaceHistory {
  return finish(foldCountingInSteps(counting, interval, readingsOf))
}

/** {@link foldCounting} in steps of at most some milliseconds, whatever the size of the space. */
export function* foldCountingInSteps(
  counting: Counting,
  interval: Interval,
  readingsOf: ReadingsOf,
): Steps<SpaceHistory> {
  if (counting.kind === 'sum') return yield* foldSum(counting, interval, readingsOf)
  return foldLeaf(counting, interval, readingsOf)
}

/** {@link foldCounting} for a space with sensors or doorways of its own. */
export function foldLeaf(counting: LeafCounting, interval: Interval, readingsOf: ReadingsOf): SpaceHistory {
  if (counting.kind === 'entry') return foldEntry(counting, interval, readingsOf)
  return foldArea(counting, interval, readingsOf)
}

/** How many of the distinct sensors that a count rests on are online; steps tile the interval, neighbours differ. */
export function onlineOf(
  counting: Counting,
  interval: Interval,
  readingsOf: ReadingsOf,
): readonly OnlineStep[] {
  return onlineSteps(watchesOf(counting), interval, readingsOf)
}

/** The distinct subjects whose readings a count rests on. */
export function subjectsOfCounting(counting: Counting): readonly SubjectKey[] {
  if (counting.kind !== 'sum') return subjectsOf(counting)
  return [...new Set(counting.leaves.flatMap(subjectsOf))]
}

/** {@link subjectsOfCounting} for a space with sensors or doorways of its own. */
export function subjectsOf(counting: LeafCounting): readonly SubjectKey[] {
  const sources = counting.sources.map(({ subject }) => subject)
  const others =
    counting.kind === 'entry' ? [counting.anchors] : counting.doorways.map(({ subject }) => subject)
  return [...new Set([...sources, ...others])]
}

/**
 * The distinct subjects whose readings must be at hand to fold an interval, each with the days of them that are
 * needed. A subject of several spaces that a parent adds up is needed from the earliest day of any of them on.
 */
export function evidenceOf(counting: Counting, interval: Interval): ReadonlyMap<SubjectKey, DayRange> {
  const evidence = new Map<SubjectKey, DayRange>()
  for (const leaf of counting.kind === 'sum' ? counting.leaves : [counting]) {
    const days = evidenceDays(leaf, interval)
    for (const subject of subjectsOf(leaf)) {
      const other = evidence.get(subject)
      if (other === undefined || days.from < other.from) evidence.set(subject, days)
    }
  }
  return evidence
}

/**
 * The whole UTC days whose readings must be at hand to fold an interval of a space with sensors or doorways of its
 * own. For an Entry space they begin with the day of the last daily reset before the interval, because the count
 * just before it is part of the answer.
 */
export function evidenceDays(counting: LeafCounting, interval: Interval): DayRange {
  if (counting.kind === 'area') return daysCovering(interval)
  return daysCovering({ start: foldingSince(counting, interval.start), end: interval.end })
}

/**
 * The sensors whose time online makes a space's up time, each with every span during which it is expected to be.
 * Spans of one sensor never touch. Doorways of a space that sensors look at are not among them.
 */
export function expectedSensors(counting: Counting): readonly ExpectedSensor[] {
  return watchesOf(counting).flatMap(({ subject, spans }) =>
    spans.map(({ start, end }) => ({ subject, from: start, until: end })),
  )
}
