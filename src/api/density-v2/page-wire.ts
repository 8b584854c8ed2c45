import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { wholeNumber } from '../whole-number.ts'

/** Most rows of a page, and how many it has when nothing is said (density-v3.md §12). */
const MAX_PAGE_SIZE = 5_000
const MAX_PAGE = 1_000_000

/** `page` and `page_size` of a list. */
export const pageQuery = {
  page: wholeNumber(1, MAX_PAGE).default(1).meta({ default: 1, description: 'Counted from 1.' }),
  page_size: wholeNumber(1, MAX_PAGE_SIZE)
    .default(MAX_PAGE_SIZE)
    .meta({ default: MAX_PAGE_SIZE, description: 'Most rows of a page.' }),
}

/** Which page is asked for. */
export interface AskedPage {
  readonly page: number
  readonly page_size: number
}

/** The members of a page beside its rows. */
const pageLinks = {
  total: z.int().min(0).describe('Rows of all pages.'),
  next: z.string().nullable().describe('Address of the page after; null on the last.'),
  previous: z.string().nullable().describe('Address of the page before; null on the first.'),
}

/** A page of rows. */
export function pageShape<Row extends z.ZodType>(row: Row) {
  return z.object({ ...pageLinks, results: z.array(row) })
}

/** The rows of a page, out of all. */
export function rowsOfPage<Row>(all: readonly Row[], { page, page_size }: AskedPage): readonly Row[] {
  return all.slice((page - 1) * page_size, page * page_size)
}

/** What a page says beside its rows: addresses of its neighbors, absolute, with everything else that was asked. */
export function linksOf(
  request: FastifyRequest,
  publicUrl: string | null,
  { page, page_size }: AskedPage,
  total: number,
): { readonly total: number; readonly next: string | null; readonly previous: string | null } {
  const address = (other: number) => {
    const base = publicUrl ?? `${request.protocol}://${request.host}`
    const url = new URL(`${base}${request.url}`)
    url.searchParams.set('page', String(other))
    url.searchParams.set('page_size', String(page_size))
    return url.href
  }
  return {
    total,
    next: page * page_size < total ? address(page + 1) : null,
    previous: page > 1 ? address(page - 1) : null,
  }
}
