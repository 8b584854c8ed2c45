import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Failure } from './errors.ts'

/** Answers a refusal in the envelope of a surface. */
export type SendFailure = (refusal: Failure, request: FastifyRequest, reply: FastifyReply) => FastifyReply
