import { z } from 'zod'
import type { Operation } from '../operation.ts'
import { requireSpace } from '../visible-set-up.ts'
import { correctedSpaces, correctionShape, renderCorrection, seesCorrection } from './correction-wire.ts'

const MAX_LISTED = 1_000

const query = z.object({
  space_id: z
    .string()
    .optional()
    .describe('Only those that change the count of this space, or of one in it.'),
})

/** `GET /api/corrections`: what people corrected, the latest that was made first. */
export const listCorrections: Operation<'portfolios'> = async (app, { portfolios }) => {
  app.get(
    '/corrections',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'listCorrections',
        summary: 'List the corrections',
        description: `The latest that was made first, at most ${MAX_LISTED}.`,
        tags: ['Corrections'],
        querystring: query,
        response: { 200: z.array(correctionShape) },
      },
    },
    async ({ access, query: { space_id: spaceId } }) => {
      const portfolio = await portfolios.current(access.organization)
      const space = spaceId === undefined ? null : requireSpace(portfolio, access, spaceId)
      const inside =
        space === null ? null : new Set([space, ...portfolio.descendants(space.key)].map(({ key }) => key))
      return portfolio.corrections
        .filter((correction) => seesCorrection(portfolio, access, correction))
        .filter(
          (correction) =>
            inside === null || correctedSpaces(portfolio, correction).some(({ key }) => inside.has(key)),
        )
        .toSorted((a, b) => b.key - a.key)
        .slice(0, MAX_LISTED)
        .map((correction) => renderCorrection(portfolio, access, correction))
    },
  )
}
