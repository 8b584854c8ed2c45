import { invalid } from '../domain/errors.ts'
import type { Portfolio } from '../domain/portfolio/portfolio.ts'
import type { Space } from '../domain/portfolio/space.ts'
import { countBucketsInSteps } from '../domain/time/bucket-count.ts'
import type { EpochMs } from '../domain/time/interval.ts'
import type { MomentRange } from '../domain/time/moment.ts'
import { resolveRange } from '../domain/time/moment-range.ts'
import type { Resolution } from '../domain/time/resolution.ts'
import type { WeeklyHours } from '../domain/time/weekly-hours.ts'
import { zoneOf } from '../domain/time/zone.ts'
import { Pacing } from '../history/pacing.ts'

/** A question in buckets, as far as it tells how many rows its answer has. */
export interface RowsQuestion {
  readonly range: MomentRange
  readonly resolution: Resolution
  readonly hours: WeeklyHours | null
  readonly now: EpochMs
}

/** How many rows an answer would have. Spaces in one zone have the same buckets. */
export async function countRows(
  portfolio: Portfolio,
  spaces: readonly Space[],
  { range, resolution, hours, now }: RowsQuestion,
): Promise<number> {
  const pacing = new Pacing()
  const ofZone = new Map<string, number>()
  for (const space of spaces) {
    const name = portfolio.timeZone(space.key)
    ofZone.set(name, (ofZone.get(name) ?? 0) + 1)
  }
  let rows = 0
  for (const [name, inZone] of ofZone) {
    const zone = zoneOf(name)
    const interval = resolveRange(range, zone)
    rows += inZone * (await pacing.through(countBucketsInSteps({ zone, interval, resolution, hours, now })))
  }
  return rows
}

/** Throws `invalid` for an answer that would have more than `most` rows. `narrower` says how to ask for fewer. */
export function refuseTooManyRows(rows: number, most: number, narrower: string): void {
  if (rows <= most) return
  const [asked, limit] = [rows.toLocaleString('en'), most.toLocaleString('en')]
  throw invalid(
    'too_many_rows',
    `That would be ${asked} rows, and an answer has at most ${limit}: ask for ${narrower}.`,
  )
}
