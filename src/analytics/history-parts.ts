import type { SpaceHistory } from '../domain/occupancy/segment.ts'
import type { Counting } from '../domain/portfolio/counting.ts'
import { daysCovering, intervalOfDays } from '../domain/time/day.ts'
import { type Interval, intersect } from '../domain/time/interval.ts'
import type { Histories } from '../history/histories.ts'
import { Pacing } from '../history/pacing.ts'
import { daysPerFold } from './fold-size.ts'
import { groupPieces, type Piece } from './plan.ts'

/** Some spans, and a history that covers them. */
export interface HistoryPart {
  readonly history: SpaceHistory
  readonly spans: readonly Interval[]
}

/**
 * What happened in a space during some spans, which ascend and do not overlap: a few days at a time, giving way to
 * others in between. The parts ascend; days that no span meets are not read.
 */
export async function* historyParts(
  histories: Histories,
  counting: Counting,
  spans: readonly Interval[],
  pacing: Pacing = new Pacing(),
): AsyncGenerator<HistoryPart> {
  for (const group of groupPieces(spans.flatMap(byDay), daysPerFold(counting))) {
    const history = await histories.fold(counting, hullOf(group), pacing)
    yield { history, spans: group }
    await pacing.breathe()
  }
}

/** From the start of the first to the end of the last of some spans. */
export function hullOf(spans: readonly Interval[]): Interval {
  return { start: spans[0]?.start ?? 0, end: spans.at(-1)?.end ?? 0 }
}

function byDay(span: Interval): readonly Piece[] {
  const pieces: Piece[] = []
  const { from, until } = daysCovering(span)
  for (let day = from; day < until; day++) {
    const piece = intersect(span, intervalOfDays({ from: day, until: day + 1 }))
    if (piece !== null) pieces.push({ ...piece, bucket: 0 })
  }
  return pieces
}
