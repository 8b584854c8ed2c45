import { z } from 'zod'
import { notFound } from '../../domain/errors.ts'
import type { Operation } from '../operation.ts'
import { governs } from './governance.ts'

/** `DELETE /api/credentials/{id}`: revokes a client credential at once, and every token issued for it. */
export const deleteCredential: Operation<'credentials' | 'portfolios'> = async (app, services) => {
  const { credentials, portfolios } = services
  app.delete(
    '/credentials/:id',
    {
      config: { scope: 'admin' },
      schema: {
        operationId: 'deleteCredential',
        summary: 'Revoke a client credential',
        tags: ['Access'],
        params: z.object({ id: z.string().describe('The `client_id`.') }),
        response: { 204: z.undefined().describe('Revoked.') },
      },
    },
    async (request, reply) => {
      const { access } = request
      const { id } = request.params
      const portfolio = await portfolios.current(access.organization)
      const credential = (await credentials.list(access.organization)).find((each) => each.id === id)
      if (credential === undefined || !governs(portfolio, access, credential)) {
        throw notFound('credential', id)
      }
      // Someone else may have revoked it in between: then there is none, as asked.
      await credentials.revoke(access.organization, id, access.actor)
      reply.code(204)
    },
  )
}
