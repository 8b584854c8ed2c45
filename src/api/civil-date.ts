import { z } from 'zod'
import { parseCivilDate } from '../domain/time/iso-parse.ts'
import type { WallMs } from '../domain/time/moment.ts'
import { isSupportedTime } from '../domain/time/supported-time.ts'

/** A query parameter that is a date, handed on as the midnight that begins it. */
export const civilDate = z
  .string({ error: 'is required: a date as YYYY-MM-DD' })
  .transform((text, context): WallMs => {
    const date = parseCivilDate(text)
    if (date !== null && isSupportedTime(date)) return date
    context.addIssue({ code: 'custom', message: 'must be a date as YYYY-MM-DD, from 1970 to 2099' })
    return z.NEVER
  })
  .meta({
    description: 'YYYY-MM-DD, a local day of the space.',
    format: 'date',
    example: '2024-05-14',
  })
