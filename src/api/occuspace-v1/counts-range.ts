import { z } from 'zod'
import { invalid } from '../../domain/errors.ts'
import { DAY_MS, type EpochMs, type Interval } from '../../domain/time/interval.ts'
import { parseCivilDate, parseMoment } from '../../domain/time/iso-parse.ts'
import type { Moment } from '../../domain/time/moment.ts'
import { resolveMoment } from '../../domain/time/moment-range.ts'
import { isSupportedTime } from '../../domain/time/supported-time.ts'
import type { Zone } from '../../domain/time/zone.ts'

const EXPECTED = 'a UTC timestamp such as 2024-05-14T09:00:00Z, or a date as YYYY-MM-DD, from 1970 to 2099'

/** Figures from here on are milliseconds; seconds would be in the year 5138. */
const FIRST_MILLISECONDS = 1e11

function timeParameter(afterDateMs: number) {
  return z
    .string({ error: `is required: ${EXPECTED}` })
    .transform((text, context): Moment => {
      const moment = readMoment(text, afterDateMs)
      if (moment !== null) return moment
      context.addIssue({ code: 'custom', message: `must be ${EXPECTED}` })
      return z.NEVER
    })
    .meta({ description: EXPECTED, example: '2024-05-14' })
}

/** `start` and `end` of a query. A date is a local day of the location; `end` has all of its day inside. */
export const countsRange = z.object({ start: timeParameter(0), end: timeParameter(DAY_MS) })

/** The interval that a query asks for; throws `invalid` when it is reversed. */
export function intervalOf({ start, end }: z.output<typeof countsRange>, zone: Zone): Interval {
  const interval = { start: resolveMoment(start, zone), end: resolveMoment(end, zone) }
  if (interval.start > interval.end) throw invalid('reversed', '`end` must not be before `start`.')
  return interval
}

/** A date, an instant, a date-time without a zone (UTC), or seconds or milliseconds since 1970. */
function readMoment(text: string, afterDateMs: number): Moment | null {
  const date = parseCivilDate(text)
  if (date !== null) return isSupportedTime(date) ? { kind: 'wall', at: date + afterDateMs } : null
  if (/^\d{9,14}$/.test(text)) {
    const figure = Number(text)
    return instantAt(figure < FIRST_MILLISECONDS ? figure * 1_000 : figure)
  }
  const moment = parseMoment(text)
  return moment === null ? null : instantAt(moment.at)
}

function instantAt(at: EpochMs): Moment | null {
  return isSupportedTime(at) ? { kind: 'instant', at } : null
}
