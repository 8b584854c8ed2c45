import { z } from 'zod'
import { notFound } from '../../domain/errors.ts'
import type { Operation } from '../operation.ts'
import { governs } from './governance.ts'

/** `DELETE /api/tokens/{id}`: revokes a token at once. */
export const deleteToken: Operation<'identity' | 'portfolios'> = async (app, { identity, portfolios }) => {
  app.delete(
    '/tokens/:id',
    {
      config: { scope: 'admin' },
      schema: {
        operationId: 'deleteToken',
        summary: 'Revoke a token',
        tags: ['Access'],
        params: z.object({ id: z.string() }),
        response: { 204: z.undefined().describe('Revoked.') },
      },
    },
    async (request, reply) => {
      const { access } = request
      const { id } = request.params
      const portfolio = await portfolios.current(access.organization)
      const token = (await identity.tokens(access.organization)).find((candidate) => candidate.id === id)
      if (token === undefined || !governs(portfolio, access, token)) throw notFound('token', id)
      // Someone else may have revoked it in between: then there is none, as asked.
      await identity.revokeToken(access.organization, id, access.actor)
      reply.code(204)
    },
  )
}
