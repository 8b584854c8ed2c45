import { z } from 'zod'
import { notFound } from '../../domain/errors.ts'
import type { Operation } from '../operation.ts'
import { seesCorrection } from './correction-wire.ts'

/** `DELETE /api/corrections/{id}`: undoes a correction. */
export const deleteCorrection: Operation<'portfolios'> = async (app, { portfolios }) => {
  app.delete(
    '/corrections/:id',
    {
      config: { scope: 'ingest' },
      schema: {
        operationId: 'deleteCorrection',
        summary: 'Undo a correction',
        description: 'Every figure is again what it was before.',
        tags: ['Corrections'],
        params: z.object({ id: z.string() }),
        response: { 204: z.undefined().describe('Undone.') },
      },
    },
    async ({ access, params: { id } }, reply) => {
      const portfolio = await portfolios.current(access.organization)
      const correction = portfolio.corrections.find((candidate) => candidate.id === id)
      if (correction === undefined || !seesCorrection(portfolio, access, correction)) {
        throw notFound('correction', id)
      }
      await portfolios.undoCorrection(access, id)
      reply.code(204)
    },
  )
}
