import { z } from 'zod'
import { DomainError, invalid } from '../../domain/errors.ts'
import type { RecordedAudit } from '../../identity/identity.ts'
import { decodeCursor, encodeCursor } from '../cursor.ts'
import type { Operation } from '../operation.ts'
import { formatInstant, instantText } from '../wire.ts'
import { components } from './components.ts'

const CURSOR_BINDING = 'audit'
const PAGE_LIMIT = 1_000

const entryShape = z
  .object({
    at: instantText,
    actor: z.string().describe('Id and name of the token that did it, or `system`.'),
    action: z.string().meta({ example: 'token.create' }),
    target: z.string().describe('Id of what was changed.'),
    before: z.unknown().describe('What it was; null when it is new.'),
    after: z.unknown().describe('What it is now; null when it is gone.'),
  })
  .register(components, { id: 'AuditEntry' })

const query = z.object({
  limit: z.coerce.number().int().min(1).max(PAGE_LIMIT).default(100),
  cursor: z.string().optional().describe('`next_cursor` of the page before.'),
})

/** `GET /api/audit`: who changed what, newest first, a page at a time. */
export const listAudit: Operation<'identity'> = async (app, { identity }) => {
  app.get(
    '/audit',
    {
      config: { scope: 'admin' },
      schema: {
        operationId: 'listAudit',
        summary: 'Who changed what',
        tags: ['Access'],
        querystring: query,
        response: {
          200: z.object({
            data: z.array(entryShape),
            pagination: z.object({ next_cursor: z.string().nullable(), has_more: z.boolean() }),
          }),
        },
      },
    },
    async ({ access, query: { limit, cursor } }) => {
      if (access.spaces !== null) {
        throw new DomainError(
          'forbidden',
          'limited_token',
          'This needs a token that is not limited to some spaces.',
        )
      }
      const before = cursor === undefined ? null : positionOf(cursor)
      // One more than asked for tells whether there is a next page.
      const entries = await identity.audit(access.organization, limit + 1, before)
      const page = entries.slice(0, limit)
      const last = entries.length > limit ? page.at(-1) : undefined
      const nextCursor = last === undefined ? null : encodeCursor(CURSOR_BINDING, [last.sequence])
      return {
        data: page.map(renderEntry),
        pagination: { next_cursor: nextCursor, has_more: nextCursor !== null },
      }
    },
  )
}

function positionOf(cursor: string): number {
  const [sequence] = decodeCursor(CURSOR_BINDING, cursor)
  if (typeof sequence !== 'number') throw invalid('bad_cursor', '`cursor` is not from this list.')
  return sequence
}

function renderEntry(entry: RecordedAudit): z.infer<typeof entryShape> {
  return {
    at: formatInstant(entry.at),
    actor: entry.actor,
    action: entry.action,
    target: entry.target,
    before: entry.before === null ? null : JSON.parse(entry.before),
    after: entry.after === null ? null : JSON.parse(entry.after),
  }
}
