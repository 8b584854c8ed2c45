import { z } from 'zod'
import { notFound } from '../../domain/errors.ts'
import type { Operation } from '../operation.ts'
import { deadLetterKey, requireWholeOrganization } from './dead-letter-wire.ts'

/** `DELETE /api/dead-letters/{id}`: discards what could not be taken. */
export const deleteDeadLetter: Operation<'deadLetters'> = async (app, { deadLetters }) => {
  app.delete(
    '/dead-letters/:id',
    {
      config: { scope: 'admin' },
      schema: {
        operationId: 'deleteDeadLetter',
        summary: 'Discard what could not be taken',
        tags: ['Readings'],
        params: z.object({ id: z.string() }),
        response: { 204: z.undefined().describe('Discarded.') },
      },
    },
    async ({ access, params: { id } }, reply) => {
      requireWholeOrganization(access)
      const isGone = await deadLetters.remove(access.organization, deadLetterKey(id))
      if (!isGone) throw notFound('dead_letter', id)
      reply.code(204)
    },
  )
}
