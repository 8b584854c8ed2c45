import { z } from 'zod'
import { DomainError, notFound } from '../../domain/errors.ts'
import { FORM_TYPE, PUBLIC_BODY_LIMIT_BYTES, takeForms } from '../form-body.ts'
import type { Operation } from '../operation.ts'
import { grantFields, loginOf, requireClient } from './client-login.ts'

/** A display's token is short-lived (Density v3, Wayfinding): an hour. */
const DISPLAY_TOKEN_S = 3_600

const body = z.object({
  ...grantFields,
  display_id: z.string().max(255),
})

/** `POST /v3/wayfinding/token`: a token that reads one display's floor and nothing else (density-v3.md §8). */
export const postWayfindingToken: Operation<'credentials' | 'signedTokens'> = async (app, services) => {
  const { credentials, signedTokens } = services
  takeForms(app)
  app.post(
    '/wayfinding/token',
    {
      bodyLimit: PUBLIC_BODY_LIMIT_BYTES,
      config: { scope: 'public', oauth: true },
      schema: {
        operationId: 'postWayfindingToken',
        summary: 'A token for a display',
        tags: ['Access'],
        consumes: [FORM_TYPE, 'application/json'],
        body,
        response: {
          200: z.object({
            access_token: z.string(),
            expires_in: z.int().meta({ description: 'Seconds.', example: 3_600 }),
            scope: z.string().meta({ example: 'display:dsp_4fGhT0aQz81LwXyB2c' }),
            token_type: z.literal('Bearer'),
          }),
        },
      },
    },
    async (request, reply) => {
      const { display_id: displayId } = request.body
      const credential = await requireClient(credentials, loginOf(request, request.body))
      if (!credential.permissions.includes('read')) {
        throw new DomainError('forbidden', 'no_scope', 'This needs a client with the permission `read`.')
      }
      const token = await signedTokens.issueForDisplay(credential, displayId, DISPLAY_TOKEN_S)
      if (token === null) throw notFound('display', displayId)
      reply.headers({ 'cache-control': 'no-store', pragma: 'no-cache' })
      return {
        access_token: token,
        expires_in: DISPLAY_TOKEN_S,
        scope: `display:${displayId}`,
        token_type: 'Bearer' as const,
      }
    },
  )
}
