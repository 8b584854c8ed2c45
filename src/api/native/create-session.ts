import { z } from 'zod'
import { badToken } from '../access.ts'
import { PUBLIC_BODY_LIMIT_BYTES } from '../form-body.ts'
import type { Operation } from '../operation.ts'
import { refuseOtherOrigin, writeSession } from '../session-cookie.ts'
import { renderSession, sessionShape } from './session-wire.ts'

const body = z.object({
  token: z.string().trim().min(1).max(2_048).describe('A static token or an OAuth token.'),
})

/** `POST /api/session`: signs a browser in, by a cookie that holds the token where no script reads it. */
export const createSession: Operation<'identity' | 'portfolios' | 'clock'> = async (app, services) => {
  const { identity, clock } = services
  app.post(
    '/session',
    {
      bodyLimit: PUBLIC_BODY_LIMIT_BYTES,
      config: { scope: 'public' },
      schema: {
        operationId: 'createSession',
        summary: 'Sign a browser in',
        description:
          'The answer sets the cookie `headcount_session`, which stands for `Authorization` wherever that is left ' +
          'out: for 30 days, or until the token expires or is revoked. By cookie, methods other than GET are taken ' +
          'from pages of this host only.',
        tags: ['Access'],
        body,
        response: { 200: sessionShape },
      },
    },
    async (request, reply) => {
      refuseOtherOrigin(request)
      const { token } = request.body
      const access = await identity.authenticate(token)
      if (access === null) throw badToken()
      writeSession(reply, token, access.expiresAt, clock())
      reply.header('cache-control', 'no-store')
      return renderSession(access, services)
    },
  )
}
