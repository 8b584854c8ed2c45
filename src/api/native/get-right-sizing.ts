import type { Access } from '../../domain/access/access.ts'
import { invalid, notFound } from '../../domain/errors.ts'
import type { Portfolio } from '../../domain/portfolio/portfolio.ts'
import type { Space } from '../../domain/portfolio/space.ts'
import { DAY_MS, MINUTE_MS } from '../../domain/time/interval.ts'
import type { MomentRange } from '../../domain/time/moment.ts'
import { rangeLengthMs } from '../../domain/time/moment-range.ts'
import { zoneOf } from '../../domain/time/zone.ts'
import { clientGone } from '../client-gone.ts'
import { spacesWith, visibleLabels } from '../label-sight.ts'
import { counts } from '../live/live-members.ts'
import type { Operation } from '../operation.ts'
import { selectSpaces } from '../space-selection.ts'
import { rangeOf, zonesOf } from '../time-wire.ts'
import { askedHours } from './hours-query.ts'
import { renderGroups, renderSpace, sizeUpAll, thresholdsOf } from './right-sizing-rows.ts'
import { type RightSizingQuery, rightSizingAnswer, rightSizingQuery } from './right-sizing-wire.ts'

/** Longest range that is answered for. */
const LONGEST_DAYS = 366
/** Most days of spaces that one answer is folded from. */
const MAX_SPACE_DAYS = 50_000

/** `GET /api/right-sizing`: whether spaces have the right size for how they are used. */
export const getRightSizing: Operation<'analytics' | 'answers' | 'portfolios' | 'clock'> = async (
  app,
  services,
) => {
  const { analytics, answers, portfolios, clock } = services
  app.get(
    '/right-sizing',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'getRightSizing',
        summary: 'Whether spaces have the right size for how they are used',
        description:
          'A verdict on each space that counts, with the figures it rests on. Unknown time is in none of them, and ' +
          '`known_share` says how much there is of the rest.',
        tags: ['Analytics'],
        querystring: rightSizingQuery,
        response: { 200: rightSizingAnswer },
      },
    },
    async ({ access, query }, reply) => {
      const portfolio = await portfolios.current(access.organization)
      const spaces = askedSpaces(portfolio, access, query)
      const zones = zonesOf(portfolio, spaces)
      const range = rangeOf(query, LONGEST_DAYS, zones)
      const days = spaces.length * daysOf(range, zones)
      refuseTooManyDays(days)
      await answers.take(days, reply)
      const found = await analytics.spaceUses({
        portfolio,
        spaces,
        range,
        hours: askedHours(query),
        now: clock(),
        signal: clientGone(reply),
        shortestUseMs: query.shortest_use_minutes * MINUTE_MS,
      })
      const sized = sizeUpAll(found, thresholdsOf(query))
      return {
        thresholds: thresholdsShown(query),
        spaces: sized.map((each) => renderSpace(portfolio, each)),
        groups: renderGroups(portfolio, sized),
      }
    },
  )
}

function daysOf(range: MomentRange, zones: Iterable<string>): number {
  return Math.ceil(Math.max(...[...zones].map((name) => rangeLengthMs(range, zoneOf(name)))) / DAY_MS)
}

function refuseTooManyDays(days: number): void {
  if (days <= MAX_SPACE_DAYS) return
  const [asked, limit] = [days.toLocaleString('en'), MAX_SPACE_DAYS.toLocaleString('en')]
  throw invalid(
    'too_many_days',
    `That would be ${asked} days of spaces, and an answer is of at most ${limit}: ask for fewer spaces or a shorter range.`,
  )
}

function askedSpaces(portfolio: Portfolio, access: Access, query: RightSizingQuery): readonly Space[] {
  const labelled = query.label === undefined ? null : withLabel(portfolio, access, query.label)
  return selectSpaces(portfolio, access, query.space_ids).filter(
    (space) =>
      space.type === query.space_type &&
      (query.function === undefined || space.function === query.function) &&
      labelled?.has(space) !== false &&
      counts(portfolio, space),
  )
}

/** Throws `not_found` for a name that no label which the caller sees has. */
function withLabel(portfolio: Portfolio, access: Access, name: string): ReadonlySet<Space> {
  const labels = visibleLabels(portfolio, access).filter((label) => label.name === name)
  if (labels.length === 0) throw notFound('label', name)
  return new Set(labels.flatMap((label) => spacesWith(portfolio, access, label)))
}

function thresholdsShown({
  known_percent,
  hardly_percent,
  over_percent,
  fit_percent,
  smaller_percent,
  shortest_use_minutes,
}: RightSizingQuery) {
  return {
    known_percent,
    hardly_percent,
    over_percent,
    fit_percent,
    smaller_percent,
    shortest_use_minutes,
  }
}
