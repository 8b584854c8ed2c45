import type { Operation } from '../operation.ts'
import { renderSession, sessionShape } from './session-wire.ts'

/** `GET /api/session`: what the caller's token opens, whatever that is. */
export const getSession: Operation<'identity' | 'portfolios'> = async (app, services) => {
  app.get(
    '/session',
    {
      config: { scope: 'any' },
      schema: {
        operationId: 'getSession',
        summary: 'What the token opens',
        tags: ['Access'],
        response: { 200: sessionShape },
      },
    },
    async ({ access }, reply) => {
      reply.header('cache-control', 'no-store')
      return renderSession(access, services)
    },
  )
}
