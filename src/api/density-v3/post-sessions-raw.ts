import { z } from 'zod'
import type { Interval } from '../../domain/time/interval.ts'
import { formatLocal } from '../../domain/time/iso-format.ts'
import { roundedUpMinutes } from '../../domain/time/moment-range.ts'
import { type Zone, zoneOf } from '../../domain/time/zone.ts'
import { refuseTooManyRows } from '../answer-rows.ts'
import { clientGone } from '../client-gone.ts'
import { sendObject } from '../object-answer.ts'
import type { Operation } from '../operation.ts'
import { selectSpaces, spaceIds } from '../space-selection.ts'
import { moment, rangeOf, zonesOf } from '../time-wire.ts'
import { components } from './components.ts'

/** Longest range that sessions are answered for (Density v3, Raw Sessions). */
const LONGEST_DAYS = 60

/** Most sessions of one answer. */
const MAX_SESSIONS = 1_500_000

/** `session_type` of a stretch with somebody there: the only kind there is. */
const OCCUPIED = '1'

const localTime = z.string().meta({
  format: 'date-time',
  description: 'With the offset of the space at that moment.',
  example: '2024-05-01T09:02:11-07:00',
})
const session = z
  .object({
    start_time: localTime,
    end_time: localTime,
    session_type: z.string().meta({ description: 'Always 1: somebody was there.', example: OCCUPIED }),
  })
  .register(components, { id: 'Session' })
const sessions = z
  .object({
    sessions: z.array(session).describe('Ascending, never overlapping; empty when nobody was there.'),
  })
  .register(components, { id: 'SpaceSessions' })

/** `POST /v3/analytics/sessions/raw`: the stretches during which somebody was there (density-v3.md §4). */
export const postSessionsRaw: Operation<'analytics' | 'portfolios' | 'clock' | 'settings'> = async (
  app,
  services,
) => {
  const { analytics, portfolios, clock, settings } = services
  app.post(
    '/analytics/sessions/raw',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'postSessionsRaw',
        summary: 'Stretches during which somebody was there',
        description:
          'At most 60 days. Both ends are rounded up to the minute and `end_date` is exclusive, so that adjoining ranges neither overlap nor leave a gap. A session ends where its sensors went offline, at the end of the range, or now. An operator may choose a row for each span between the counts of a stretch instead (`HEADCOUNT_DENSITY_SESSIONS=detections`).',
        tags: ['Historical metrics'],
        body: z.object({ start_date: moment, end_date: moment, space_ids: spaceIds }),
        response: { 200: z.record(z.string(), sessions) },
      },
    },
    async ({ access, body }, reply) => {
      const portfolio = await portfolios.current(access.organization)
      const spaces = selectSpaces(portfolio, access, body.space_ids)
      const range = rangeOf(body, LONGEST_DAYS, zonesOf(portfolio, spaces), roundedUpMinutes)
      const answers = await analytics.sessions({
        portfolio,
        spaces,
        range,
        now: clock(),
        signal: clientGone(reply),
        spans: settings.densitySessions,
        found: (rows) => refuseTooManyRows(rows, MAX_SESSIONS, 'fewer space_ids or a shorter range'),
      })
      const entries = answers
        .filter(({ counts }) => counts)
        .map(({ space, sessions: found }) => ({
          key: space.id,
          rows: found.length,
          write: () => ({ sessions: writeSessions(found, zoneOf(portfolio.timeZone(space.key))) }),
        }))
      await sendObject(reply, entries)
    },
  )
}

function writeSessions(sessions: readonly Interval[], zone: Zone) {
  return sessions.map(({ start, end }) => ({
    start_time: formatLocal(start, zone),
    end_time: formatLocal(end, zone),
    session_type: OCCUPIED,
  }))
}
