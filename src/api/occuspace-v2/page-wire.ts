import { z } from 'zod'
import { invalid } from '../../domain/errors.ts'
import type { PageFrom } from '../../domain/time/bucket-page.ts'
import { decodeCursor, encodeCursor } from '../cursor.ts'
import { wholeNumber } from '../whole-number.ts'
import { components } from './components.ts'

/** Most rows of a page, and how many it has when nothing is said (occuspace.md §1). */
const PAGE_LIMIT = 1_000

/** `limit` and `cursor` of a list. */
export const pageQuery = {
  limit: wholeNumber(1, PAGE_LIMIT)
    .default(PAGE_LIMIT)
    .meta({ default: PAGE_LIMIT, description: 'Most rows of a page.' }),
  cursor: z.string().optional().describe('`next_cursor` or `prev_cursor` of another page of the same query.'),
}

/** The `pagination` of an answer: all members present, null at the ends. */
export const paginationShape = z
  .object({
    prev_cursor: z.string().nullable().describe('Leads to the page before; null on the first.'),
    next_cursor: z.string().nullable().describe('Leads to the page after; null on the last.'),
    has_more: z.boolean().describe('Whether there is a page after.'),
  })
  .register(components, { id: 'Pagination' })

/** The place that a cursor stands for; the beginning without one. */
export function readCursor(binding: string, cursor: string | undefined): PageFrom {
  if (cursor === undefined) return { kind: 'first' }
  const [kind, start] = decodeCursor(binding, cursor)
  if ((kind !== 'after' && kind !== 'before') || typeof start !== 'number') {
    throw invalid('bad_cursor', '`cursor` is not from this list: take it from the last answer.')
  }
  return { kind, start }
}

/** The `pagination` of a page from `first` to `last`, the values that order its rows. */
export function writePagination(
  binding: string,
  page: { first: number | null; last: number | null; hasBefore: boolean; hasAfter: boolean },
): z.infer<typeof paginationShape> {
  const previous =
    page.hasBefore && page.first !== null ? encodeCursor(binding, ['before', page.first]) : null
  const next = page.hasAfter && page.last !== null ? encodeCursor(binding, ['after', page.last]) : null
  return { prev_cursor: previous, next_cursor: next, has_more: next !== null }
}
