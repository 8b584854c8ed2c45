import { z } from 'zod'
import { notFound } from '../../domain/errors.ts'
import type { Operation } from '../operation.ts'
import { requireDisplay } from '../visible-set-up.ts'
import { formatInstant, instantText } from '../wire.ts'
import { capacity, countNow, currentCount, safeCapacity } from './space-wire.ts'

const display = z.object({
  id: z.string().meta({ example: 'dsp_4fGhT0aQz81LwXyB2c' }),
  name: z.string(),
  dedicated_space: z
    .object({
      id: z.string(),
      name: z.string(),
      current_count: currentCount,
      capacity,
      safe_capacity: safeCapacity,
    })
    .nullable()
    .describe('The floor that the display shows.'),
  message: z.null().describe('Always null: a display has no text of its own.'),
  created_at: instantText,
})

/** `GET /v2/displays/{id}`: what a display by a door shows (density-v3.md §12). A display's token reads its own. */
export const getDisplay: Operation<'live' | 'portfolios'> = async (app, { live, portfolios }) => {
  app.get(
    '/displays/:id',
    {
      config: { scope: 'read', displays: true },
      schema: {
        operationId: 'getDisplay',
        summary: 'A display, and how many people are on its floor',
        tags: ['Displays'],
        params: z.object({ id: z.string() }),
        response: { 200: display },
      },
    },
    async ({ access, params: { id } }) => {
      if (access.display !== undefined && access.display !== id) throw notFound('display', id)
      const portfolio = await portfolios.current(access.organization)
      const displays = await portfolios.listDisplays(access.organization)
      const found = requireDisplay(portfolio, access, displays, id)
      await live.settled()
      const floor = portfolio.space(found.floor)
      const shown =
        floor === null
          ? null
          : {
              id: floor.id,
              name: floor.name,
              current_count: countNow(live, floor),
              capacity: floor.capacity,
              safe_capacity: null,
            }
      const { name, createdAt } = found
      return { id, name, dedicated_space: shown, message: null, created_at: formatInstant(createdAt) }
    },
  )
}
