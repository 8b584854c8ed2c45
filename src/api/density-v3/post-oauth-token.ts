import { z } from 'zod'
import { LONGEST_TOKEN_S } from '../../identity/signing-keys.ts'
import { FORM_TYPE, PUBLIC_BODY_LIMIT_BYTES, takeForms } from '../form-body.ts'
import type { Operation } from '../operation.ts'
import { grantFields, loginOf, requireClient } from './client-login.ts'

const body = z.object({
  ...grantFields,
  audience: z.string().max(255).nullish().describe('Taken and not used: a token is for this server.'),
  token_duration: z
    .int()
    .min(60)
    .max(LONGEST_TOKEN_S)
    .default(LONGEST_TOKEN_S)
    .describe('Seconds for which the token is valid.'),
})

/** `POST /v3/oauth/token`: a token for a client, by its credentials (density-v3.md §8). */
export const postOauthToken: Operation<'credentials' | 'signedTokens'> = async (app, services) => {
  const { credentials, signedTokens } = services
  takeForms(app, ['token_duration'])
  app.post(
    '/oauth/token',
    {
      bodyLimit: PUBLIC_BODY_LIMIT_BYTES,
      config: { scope: 'public', oauth: true },
      schema: {
        operationId: 'postOauthToken',
        summary: 'A token for a client',
        tags: ['Access'],
        consumes: ['application/json', FORM_TYPE],
        body,
        response: {
          200: z.object({
            access_token: z.string().describe('A JWT, to be sent as `Authorization: Bearer <token>`.'),
            expires_in: z.string().meta({ description: 'Seconds.', example: '86400' }),
            token_type: z.literal('Bearer'),
          }),
        },
      },
    },
    async (request, reply) => {
      const credential = await requireClient(credentials, loginOf(request, request.body))
      const { token_duration: durationS } = request.body
      // RFC 6749 §5.1.
      reply.headers({ 'cache-control': 'no-store', pragma: 'no-cache' })
      return {
        access_token: await signedTokens.issue(credential, durationS),
        expires_in: String(durationS),
        token_type: 'Bearer' as const,
      }
    },
  )
}
