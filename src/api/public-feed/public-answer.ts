import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { SECOND_MS } from '../../domain/time/interval.ts'

/** The slug in the address of a feed. */
export const slugPath = z.object({
  slug: z.string().meta({ description: 'Name under which it is published.', example: 'main-library' }),
})

/** How long the same answer is given as long as nothing that it rests on changes. */
export const FEED_LIFETIME_MS = 5 * SECOND_MS
/** Feeds whose answers are kept at once. */
export const MOST_FEEDS = 1_000

/** Keeps refusals of an app's routes out of every cache: what is published next must be seen at once. */
export function keepRefusalsUncached(app: FastifyInstance): void {
  app.addHook('onSend', async (_request, reply) => {
    if (reply.statusCode >= 400) reply.header('cache-control', 'no-store')
  })
}

/** Answers with a feed that is written already (occuspace.md §5). */
export function sendFeed(reply: FastifyReply, body: string): FastifyReply {
  return reply
    .header('cache-control', 'public, max-age=30')
    .type('application/json; charset=utf-8')
    .serializer(String)
    .send(body)
}
