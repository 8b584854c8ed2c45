import { z } from 'zod'
import type { MetricsQuery } from '../client/analytics-wire.ts'
import { localDate, localHours } from './shapes.ts'
import { ToolError } from './tool.ts'

/** The days and hours of a question. */
export const period = {
  from: localDate.describe('First local day, YYYY-MM-DD.'),
  to: localDate.describe('Last local day, inclusive.'),
  hours: localHours.optional(),
}

const periodShape = z.object(period)

/** The part of a question for figures that says when. Throws {@link ToolError} for days in the wrong order. */
export function periodQuery({
  from,
  to,
  hours,
}: z.output<typeof periodShape>): Pick<MetricsQuery, 'start_date' | 'end_date' | 'operating_hours'> {
  if (to < from) throw new ToolError(`\`to\` (${to}) is before \`from\` (${from}).`)
  return {
    start_date: `${from}T00:00`,
    end_date: `${to}T23:59`,
    ...(hours !== undefined && { operating_hours: hours }),
  }
}
