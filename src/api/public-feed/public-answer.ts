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

/** Lets pages of any origin read the answers of an app's routes, refusals included, and ask before they do. */
export function openToEverybody(app: FastifyInstance): void {
  app.addHook('onSend', async (_request, reply) => {
    reply.header('access-control-allow-origin', '*')
    if (reply.statusCode >= 400) reply.header('cache-control', 'no-store')
  })
  app.options('/:slug', { config: { scope: 'public' }, schema: { hide: true } }, (_request, reply) =>
    reply
      .headers({
        'access-control-allow-methods': 'GET, HEAD, OPTIONS',
        'access-control-allow-headers': '*',
        'access-control-max-age': '86400',
      })
      .code(204)
      .send(),
  )
}

/** Answers with a feed that is written already (occuspace.md §5). */
export function sendFeed(reply: FastifyReply, body: string): FastifyReply {
  return reply
    .header('cache-control', 'public, max-age=30')
    .type('application/json; charset=utf-8')
    .serializer(String)
    .send(body)
}
