import { z } from 'zod'
import { visibleSpaces } from '../../domain/access/access.ts'
import { type ChangePlace, causes, type PlacedChange } from '../../domain/change/restatement.ts'
import type { Portfolio } from '../../domain/portfolio/portfolio.ts'
import { formatWallDate } from '../../domain/time/iso-format.ts'
import type { Operation } from '../operation.ts'
import { formatInstant, instantText } from '../wire.ts'
import { components } from './components.ts'

const PAGE_LIMIT = 1_000
/** How many changes are looked through for one page: a caller may see few of them. */
const MAX_LOOKED_AT = 20_000

const actorShape = z
  .object({
    kind: z.enum(['token', 'client', 'system']),
    id: z.string(),
    name: z.string(),
  })
  .nullable()

const changeShape = z
  .object({
    seq: z.int().describe('Position in the log of what restated the figures.'),
    at: instantText,
    cause: z.enum(causes),
    actor: actorShape.describe('Who sent or changed it; null when that is not known.'),
    space_id: z.string(),
    from: z.iso.date().describe('First local day whose figures are others than before.'),
    to: z.iso.date().describe('Last such day, inside.'),
  })
  .register(components, { id: 'RestatedFigures' })

const orders = ['oldest', 'newest'] as const

const query = z
  .object({
    order: z.enum(orders).default('oldest').describe('Which is first; `newest` goes back in time.'),
    since: z.coerce
      .number()
      .int()
      .min(0)
      .optional()
      .describe('A position: what came after it is listed. With the oldest first; all where left out.'),
    before: z.coerce
      .number()
      .int()
      .min(0)
      .optional()
      .describe('A position: what came before it is listed. With the newest first; all where left out.'),
    limit: z.coerce
      .number()
      .int()
      .min(1)
      .max(PAGE_LIMIT)
      .default(100)
      .describe('Most changes of a page. What happened at one position is never cut, and may go beyond.'),
  })
  .refine(({ order, before }) => order === 'newest' || before === undefined, {
    path: ['before'],
    message: 'goes with order=newest; with the oldest first, say since',
  })
  .refine(({ order, since }) => order === 'oldest' || since === undefined, {
    path: ['since'],
    message: 'goes with order=oldest; with the newest first, say before',
  })

/** `GET /api/changes`: which closed figures were restated after the fact, and why (native.md §6). */
export const listChanges: Operation<'changes' | 'portfolios'> = async (app, { changes, portfolios }) => {
  app.get(
    '/changes',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'listChanges',
        summary: 'Closed figures that were restated',
        description:
          'In the order in which it happened, for 90 days: figures of local days that were over and became others, by ' +
          'readings that came late, corrections, or another set-up. Pass `next` on as `since`; where it is null, go on ' +
          'later with the last `seq` that you know. With the newest first, pass `next` on as `before`.',
        tags: ['Readings'],
        querystring: query,
        response: { 200: z.object({ changes: z.array(changeShape), next: z.int().nullable() }) },
      },
    },
    async ({ access, query: { order, since, before, limit } }) => {
      const portfolio = await portfolios.current(access.organization)
      const visible = new Set(visibleSpaces(portfolio, access).map(({ key }) => key))
      const start =
        order === 'oldest' ? afterAllOf(since ?? 0) : beforeAllOf(before ?? Number.MAX_SAFE_INTEGER)
      const { page, next } = await pageOf(
        (last) =>
          order === 'oldest'
            ? changes.list(access.organization, last, PAGE_LIMIT)
            : changes.listBefore(access.organization, last, PAGE_LIMIT),
        ({ space }) => visible.has(space),
        start,
        limit,
      )
      return { changes: page.map((change) => render(portfolio, change)), next }
    },
  )
}

interface Page {
  readonly page: readonly PlacedChange[]
  readonly next: number | null
}

/** A position alone stands for all that happened at it. */
function afterAllOf(seq: number): ChangePlace {
  return { seq, place: Number.MAX_SAFE_INTEGER }
}

function beforeAllOf(seq: number): ChangePlace {
  return { seq, place: -1 }
}

async function pageOf(
  goOn: (last: ChangePlace) => Promise<readonly PlacedChange[]>,
  isVisible: (change: PlacedChange) => boolean,
  start: ChangePlace,
  limit: number,
): Promise<Page> {
  const page: PlacedChange[] = []
  let last = start
  for (let lookedAt = 0; ; ) {
    const more = await goOn(last)
    for (const change of more) {
      const isNextRow = change.seq !== last.seq
      if (isNextRow && (page.length >= limit || lookedAt >= MAX_LOOKED_AT)) return { page, next: last.seq }
      if (isVisible(change)) page.push(change)
      last = change
      lookedAt++
    }
    if (more.length < PAGE_LIMIT) return { page, next: null }
  }
}

function render(portfolio: Portfolio, change: PlacedChange): z.infer<typeof changeShape> {
  const { seq, at, cause, actor, space, from, to } = change
  return {
    seq,
    at: formatInstant(at),
    cause,
    actor: actor === null ? null : describeActor(actor),
    space_id: portfolio.space(space)?.id ?? '',
    from: formatWallDate(from),
    to: formatWallDate(to),
  }
}

/** An actor is kept as its id and name in one text (audit). */
function describeActor(actor: string): NonNullable<z.infer<typeof actorShape>> {
  const [id = actor, ...words] = actor.split(' ')
  const kind = id.startsWith('tkn_') ? 'token' : id.startsWith('cli_') ? 'client' : 'system'
  return kind === 'system' ? { kind, id: actor, name: actor } : { kind, id, name: words.join(' ') }
}
