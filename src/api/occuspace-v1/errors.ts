import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Failure } from '../errors.ts'

/** The body of an error (occuspace.md §4). */
export const messageError = z
  .object({ message: z.string().describe('What was wrong, and what would be right.') })
  .meta({ description: 'A refusal.' })

/** Answers a refusal as `{message}` (occuspace.md §4). */
export function sendMessage(refusal: Failure, _request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply
    .code(refusal.status)
    .headers(refusal.headers)
    .type('application/json; charset=utf-8')
    .serializer(JSON.stringify)
    .send({ message: refusal.message })
}
