import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Portfolio } from '../../domain/portfolio/portfolio.ts'
import type { Space } from '../../domain/portfolio/space.ts'
import { DAY_MS, type EpochMs, type Interval } from '../../domain/time/interval.ts'
import { formatWallDate, formatWallTime } from '../../domain/time/iso-format.ts'
import type { MomentRange } from '../../domain/time/moment.ts'
import type { Zone } from '../../domain/time/zone.ts'
import { countRows, refuseTooManyRows } from '../answer-rows.ts'
import type { Services } from '../services.ts'
import { formatInstant, instantText } from '../wire.ts'

/** When a point of a series was. */
export const pointTimes = {
  timestamp: instantText.describe('Start of the hour or day.'),
  normalizedDate: z.string().meta({ description: 'Its local date.', example: '2024-05-14' }),
  normalizedTime: z.string().meta({ description: 'Its local time.', example: '09:00:00' }),
}

/** The start of a point as its three members tell it. */
export function renderTimes(start: EpochMs, zone: Zone) {
  const wall = zone.wallOf(start)
  return {
    timestamp: formatInstant(start),
    normalizedDate: formatWallDate(wall),
    normalizedTime: formatWallTime(wall),
  }
}

/** What a series is asked about. */
export interface SeriesQuestion {
  readonly portfolio: Portfolio
  readonly space: Space
  readonly interval: Interval
  readonly resolution: 'hour' | 'day'
  readonly now: EpochMs
}

/** More than the longest day, so that the day of the first reading is whole. */
const MARGIN_MS = 2 * DAY_MS
/** Most points of one answer: more than eleven years of hours. */
const MAX_POINTS = 100_000

/**
 * The part of a question's interval that data can be of, once there is room to answer it; `null` where there is none.
 * Throws `invalid` for a series that would be too long.
 */
export async function seriesRange(
  { analytics, answers }: Pick<Services, 'analytics' | 'answers'>,
  { portfolio, space, interval, resolution, now }: SeriesQuestion,
  reply: FastifyReply,
): Promise<MomentRange | null> {
  const first = (await analytics.firstReadings(portfolio, [space])).get(space.key)
  if (first === undefined) return null
  // Nothing was known before the first reading, so a range of centuries costs no more than its data.
  const start = Math.max(interval.start, first - MARGIN_MS)
  if (start >= interval.end) return null
  const range: MomentRange = {
    start: { kind: 'instant', at: start },
    end: { kind: 'instant', at: interval.end },
  }
  const rows = await countRows(portfolio, [space], { range, resolution, hours: null, now })
  refuseTooManyRows(rows, MAX_POINTS, 'a shorter range')
  await answers.take(rows, reply)
  return range
}
