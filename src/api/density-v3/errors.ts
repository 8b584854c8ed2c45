import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Failure } from '../errors.ts'

/** The body of an error (density-v3.md §1). */
export const densityError = z
  .object({
    code: z.int().describe('The HTTP status.'),
    message: z.string().describe('What was wrong, and what would be right.'),
  })
  .meta({ description: 'A refusal.' })

/** Answers a refusal as `{code, message}` (density-v3.md §1). */
export function sendDensityError(
  refusal: Failure,
  _request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  return reply
    .code(refusal.status)
    .headers(refusal.headers)
    .type('application/json; charset=utf-8')
    .serializer(JSON.stringify)
    .send({ code: refusal.status, message: refusal.message })
}
