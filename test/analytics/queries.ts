import fc from 'fast-check'
import type { OccupancyQuery } from '../../src/analytics/occupancy-query.ts'
import { slotColumnNames } from '../../src/domain/occupancy/slots.ts'
import type { Portfolio } from '../../src/domain/portfolio/portfolio.ts'
import { DAY_MS, type EpochMs, type Interval, SLOT_MS } from '../../src/domain/time/interval.ts'
import type { Moment, MomentRange } from '../../src/domain/time/moment.ts'
import { resolutions } from '../../src/domain/time/resolution.ts'
import { instantIn, intervalIn } from '../domain/arbitraries.ts'
import { weeklyHours } from '../domain/time/luxon-oracle.ts'

/** What a query asks, but for whom. */
export type Asked = Omit<OccupancyQuery, 'portfolio' | 'spaces'>

/** A window and a day on either side of it. */
export function around({ start, end }: Interval): Interval {
  return { start: start - DAY_MS, end: end + DAY_MS }
}

/** Ends on the wall or as instants, half of them on quarters of an hour. */
function momentRange(window: Interval): fc.Arbitrary<MomentRange> {
  const kind = fc.constantFrom<Moment['kind']>('instant', 'wall')
  return fc
    .tuple(intervalIn(around(window)), kind, kind, fc.boolean())
    .map(([{ start, end }, startKind, endKind, onQuarters]) => ({
      start: { kind: startKind, at: onQuarters ? quarterBefore(start) : start },
      end: { kind: endKind, at: onQuarters ? quarterBefore(end) + SLOT_MS : end },
    }))
}

function quarterBefore(at: EpochMs): EpochMs {
  return Math.floor(at / SLOT_MS) * SLOT_MS
}

/** Questions of every resolution, with and without hours, about a window and its surroundings. */
export function askedAbout(window: Interval): fc.Arbitrary<Asked> {
  const later = fc.constant(window.end + 30 * DAY_MS)
  return fc.record({
    range: momentRange(window),
    resolution: fc.constantFrom(...resolutions),
    hours: fc.option(weeklyHours, { nil: null, freq: 1 }),
    now: fc.oneof(later, later, instantIn(around(window)), instantIn(around(window)).map(quarterBefore)),
    columns: fc.constant(slotColumnNames),
  })
}

/** A question about every space of a portfolio. */
export function aboutAll(portfolio: Portfolio, asked: Asked): OccupancyQuery {
  return { ...asked, portfolio, spaces: portfolio.spaces }
}

/** A range between two instants. */
export function between({ start, end }: Interval): MomentRange {
  return { start: { kind: 'instant', at: start }, end: { kind: 'instant', at: end } }
}
