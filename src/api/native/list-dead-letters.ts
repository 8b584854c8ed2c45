import { z } from 'zod'
import { invalid } from '../../domain/errors.ts'
import { decodeCursor, encodeCursor } from '../cursor.ts'
import type { Operation } from '../operation.ts'
import { deadLetterShape, renderDeadLetter, requireWholeOrganization } from './dead-letter-wire.ts'

const CURSOR_BINDING = 'dead-letters'
const PAGE_LIMIT = 1_000

const query = z.object({
  limit: z.coerce.number().int().min(1).max(PAGE_LIMIT).default(100),
  cursor: z.string().optional().describe('`next_cursor` of the page before.'),
})

/** `GET /api/dead-letters`: what arrived and could not be taken, newest first, with the reason. */
export const listDeadLetters: Operation<'deadLetters'> = async (app, { deadLetters }) => {
  app.get(
    '/dead-letters',
    {
      config: { scope: 'admin' },
      schema: {
        operationId: 'listDeadLetters',
        summary: 'What could not be taken',
        tags: ['Readings'],
        querystring: query,
        response: {
          200: z.object({
            data: z.array(deadLetterShape),
            pagination: z.object({ next_cursor: z.string().nullable(), has_more: z.boolean() }),
          }),
        },
      },
    },
    async ({ access, query: { limit, cursor } }) => {
      requireWholeOrganization(access)
      const before = cursor === undefined ? null : keyOf(cursor)
      const letters = await deadLetters.list(access.organization, limit + 1, before)
      const page = letters.slice(0, limit)
      const last = letters.length > limit ? page.at(-1) : undefined
      const nextCursor = last === undefined ? null : encodeCursor(CURSOR_BINDING, [last.key])
      return {
        data: page.map(renderDeadLetter),
        pagination: { next_cursor: nextCursor, has_more: nextCursor !== null },
      }
    },
  )
}

function keyOf(cursor: string): number {
  const [key] = decodeCursor(CURSOR_BINDING, cursor)
  if (typeof key !== 'number') throw invalid('bad_cursor', '`cursor` is not from this list.')
  return key
}
