import { z } from 'zod'
import { type Access, visibleSpaces } from '../../domain/access/access.ts'
import { causes, type PlacedChange } from '../../domain/change/restatement.ts'
import type { Portfolio } from '../../domain/portfolio/portfolio.ts'
import { formatWallDate } from '../../domain/time/iso-format.ts'
import type { Changes } from '../../history/changes.ts'
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

const query = z.object({
  since: z.coerce.number().int().min(0).default(0).describe('A position: what came after it is listed.'),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(PAGE_LIMIT)
    .default(100)
    .describe('Most changes of a page. What happened at one position is never cut, and may go beyond.'),
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
          'later with the last `seq` that you know.',
        tags: ['Readings'],
        querystring: query,
        response: { 200: z.object({ changes: z.array(changeShape), next: z.int().nullable() }) },
      },
    },
    async ({ access, query: { since, limit } }) => {
      const portfolio = await portfolios.current(access.organization)
      const { page, next } = await pageOf(changes, portfolio, access, since, limit)
      return { changes: page.map((change) => render(portfolio, change)), next }
    },
  )
}

interface Page {
  readonly page: readonly PlacedChange[]
  readonly next: number | null
}

async function pageOf(
  changes: Pick<Changes, 'list'>,
  portfolio: Portfolio,
  access: Access,
  since: number,
  limit: number,
): Promise<Page> {
  const visible = new Set(visibleSpaces(portfolio, access).map(({ key }) => key))
  const page: PlacedChange[] = []
  // A position alone stands for all that happened at it.
  let last = { seq: since, place: Number.MAX_SAFE_INTEGER }
  for (let lookedAt = 0; ; ) {
    const more = await changes.list(access.organization, last, PAGE_LIMIT)
    for (const change of more) {
      const isNextRow = change.seq !== last.seq
      if (isNextRow && (page.length >= limit || lookedAt >= MAX_LOOKED_AT)) return { page, next: last.seq }
      if (visible.has(change.space)) page.push(change)
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
