import { z } from 'zod'
import type { Operation } from '../operation.ts'
import { clearSession, refuseOtherOrigin } from '../session-cookie.ts'

/** `DELETE /api/session`: signs a browser out, also where its token opens nothing any more. The token stays. */
export const deleteSession: Operation = async (app) => {
  app.delete(
    '/session',
    {
      config: { scope: 'public' },
      schema: {
        operationId: 'deleteSession',
        summary: 'Sign a browser out',
        tags: ['Access'],
        response: { 204: z.undefined().describe('The cookie is cleared. The token still works.') },
      },
    },
    async (request, reply) => {
      refuseOtherOrigin(request)
      clearSession(reply)
      reply.code(204)
    },
  )
}
