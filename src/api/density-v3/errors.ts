import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Failure } from '../errors.ts'
import { components } from './components.ts'

/** The body of an error (density-v3.md §1). */
export const densityError = z
  .object({
    code: z.int().describe('The HTTP status.'),
    message: z.string().describe('What was wrong, and what would be right.'),
    error: z.string().optional().describe('Only where a token is asked for: the code of RFC 6749.'),
    error_description: z.string().optional().describe('Only where a token is asked for: the message again.'),
  })
  .meta({ description: 'A refusal.' })
  .register(components, { id: 'Error' })

/** Answers a refusal as `{code, message}` (density-v3.md §1). */
export function sendDensityError(
  refusal: Failure,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  return reply
    .code(refusal.status)
    .headers(refusal.headers)
    .type('application/json; charset=utf-8')
    .serializer(JSON.stringify)
    .send({ code: refusal.status, message: refusal.message, ...oauthError(refusal, request) })
}

/** What clients of OAuth go by beside `code` and `message`, where a token is asked for (RFC 6749 §5.2). */
function oauthError({ status, message }: Failure, request: FastifyRequest): object {
  if (request.routeOptions.config.oauth !== true) return {}
  return { error: oauthCode(status, request.body), error_description: message }
}

function oauthCode(status: number, body: unknown): string {
  if (status === 401) return 'invalid_client'
  if (status === 403) return 'unauthorized_client'
  if (status >= 500) return status === 503 ? 'temporarily_unavailable' : 'server_error'
  const isOtherGrant =
    typeof body === 'object' &&
    body !== null &&
    'grant_type' in body &&
    typeof body.grant_type === 'string' &&
    body.grant_type !== 'client_credentials'
  return isOtherGrant ? 'unsupported_grant_type' : 'invalid_request'
}
