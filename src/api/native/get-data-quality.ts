import { z } from 'zod'
import { visibleSpaces } from '../../domain/access/access.ts'
import { locationCapacity } from '../../domain/portfolio/capacity.ts'
import { countingOf } from '../../domain/portfolio/counting.ts'
import type { Portfolio } from '../../domain/portfolio/portfolio.ts'
import type { Space } from '../../domain/portfolio/space.ts'
import type { Live } from '../../live/live.ts'
import type { Operation } from '../operation.ts'
import { components } from './components.ts'

const figures = z
  .object({
    own: z.int().min(0).nullable().describe('What the space says of itself; null while not known.'),
    parts: z
      .int()
      .min(0)
      .nullable()
      .describe('What the spaces directly in it add up to; null while none is known.'),
    difference: z.int().nullable().describe('`own` − `parts`; null unless all of them are known.'),
  })
  .register(components, { id: 'TwoFigures' })

const parent = z
  .object({
    space_id: z.string(),
    name: z.string(),
    people: figures.nullable().describe('Now. Null where the space or nothing in it counts for itself.'),
    capacity: figures.nullable().describe('Null where the space or nothing in it has a capacity.'),
  })
  .register(components, { id: 'ParentQuality' })

/** `GET /api/data-quality`: where a space and those in it have two figures for one thing (native.md §4). */
export const getDataQuality: Operation<'live' | 'portfolios'> = async (app, { live, portfolios }) => {
  app.get(
    '/data-quality',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'getDataQuality',
        summary: 'Where a space and those in it have two figures',
        description:
          'Spaces with doorways or sensors of their own over spaces that count, or with a capacity over spaces that have one: ' +
          'both figures and their difference. All other sums are made of their parts.',
        tags: ['Live'],
        response: { 200: z.object({ parents: z.array(parent) }) },
      },
    },
    async ({ access }) => {
      const portfolio = await portfolios.current(access.organization)
      await live.settled()
      const parents = visibleSpaces(portfolio, access).flatMap((space) => {
        const people = peopleOf(live, portfolio, space)
        const capacity = capacityOf(portfolio, space)
        if (people === null && capacity === null) return []
        return [{ space_id: space.id, name: space.name, people, capacity }]
      })
      return { parents }
    },
  )
}

type Figures = z.infer<typeof figures>

function peopleOf(live: Live, portfolio: Portfolio, space: Space): Figures | null {
  const parts = portfolio.children(space.key).filter((child) => countingOf(portfolio, child) !== null)
  const counting = countingOf(portfolio, space)
  if (parts.length === 0 || counting === null || counting.kind === 'sum') return null
  const known = parts.flatMap((part) => countOf(live, part) ?? [])
  const own = countOf(live, space)
  return compared(own, known.length === 0 ? null : sum(known), known.length === parts.length)
}

function capacityOf(portfolio: Portfolio, space: Space): Figures | null {
  const children = portfolio.children(space.key)
  const total = sum(children.map((child) => locationCapacity(portfolio, child)))
  if (space.capacity === null || total === 0) return null
  // A counted part without a capacity leaves open how many fit in all of them.
  const isWhole = children.every(
    (child) => locationCapacity(portfolio, child) > 0 || countingOf(portfolio, child) === null,
  )
  return compared(space.capacity, total, isWhole)
}

function compared(own: number | null, parts: number | null, isWhole: boolean): Figures {
  return { own, parts, difference: own === null || parts === null || !isWhole ? null : own - parts }
}

function countOf(live: Live, { organization, key }: Space): number | null {
  const { count, isKnown } = live.state(organization, key)
  return isKnown ? count : null
}

function sum(figures: readonly number[]): number {
  return figures.reduce((total, figure) => total + figure, 0)
}
