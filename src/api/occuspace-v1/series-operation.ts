import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import type { EpochMs } from '../../domain/time/interval.ts'
import type { MomentRange } from '../../domain/time/moment.ts'
import { zoneOf } from '../../domain/time/zone.ts'
import type { Operation } from '../operation.ts'
import type { Services } from '../services.ts'
import { countsRange, intervalOf } from './counts-range.ts'
import { envelope, ok } from './envelope.ts'
import { findLocation, locationPath, locationSpellings } from './location-path.ts'
import { pointTimes, renderTimes, type SeriesQuestion, seriesRange } from './series.ts'

/** One of the calls that answer a figure by the hour or day (occuspace.md §4). */
export interface SeriesCall<Figures extends object> {
  /** The last part of its path, and the member of the answer that holds the points. */
  readonly name: string
  /** Its name in operation ids. */
  readonly word: string
  readonly summary: string
  readonly description: string
  readonly resolution: SeriesQuestion['resolution']
  /** A point, its times included. */
  readonly point: z.ZodType<Figures & z.infer<typeof times>>
  /** The points in which something is known, ascending. */
  readonly read: (
    services: Pick<Services, 'analytics'>,
    question: SeriesQuestion & { readonly range: MomentRange },
    reply: FastifyReply,
  ) => Promise<readonly { readonly start: EpochMs; readonly figures: Figures }[]>
}

const times = z.object(pointTimes)

/** The operation of a call, under both spellings of a location's address. */
export function seriesOperation<Figures extends object>(
  call: SeriesCall<Figures>,
): Operation<'analytics' | 'answers' | 'portfolios' | 'clock'> {
  return async (app, services) => {
    for (const { segment, word } of locationSpellings) {
      app.get(
        `/${segment}/:id/${call.name}`,
        {
          config: { scope: 'read' },
          schema: {
            operationId: `get${word}${call.word}`,
            summary: call.summary,
            description: call.description,
            tags: ['Counts'],
            params: locationPath,
            querystring: countsRange,
            response: { 200: envelope(z.object({ [call.name]: z.array(call.point) })) },
          },
        },
        async ({ access, params: { id }, query }, reply) => {
          const portfolio = await services.portfolios.current(access.organization)
          const space = findLocation(portfolio, access, id)
          const zone = zoneOf(portfolio.timeZone(space.key))
          const { resolution } = call
          const question = {
            portfolio,
            space,
            resolution,
            interval: intervalOf(query, zone),
            now: services.clock(),
          }
          const range = await seriesRange(services, question, reply)
          const points = range === null ? [] : await call.read(services, { ...question, range }, reply)
          return ok({
            [call.name]: points.map(({ start, figures }) => ({ ...figures, ...renderTimes(start, zone) })),
          })
        },
      )
    }
  }
}
