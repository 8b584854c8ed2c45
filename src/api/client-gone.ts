import { finished } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { overloaded } from '../domain/errors.ts'

/**
 * Aborts when the client of a request has gone before its answer was sent, so that nobody works for nobody. The refusal
 * that it aborts with is read by no one.
 */
export function clientGone(reply: FastifyReply): AbortSignal {
  const controller = new AbortController()
  finished(reply.raw, (error) => {
    if (error !== null && error !== undefined) controller.abort(overloaded('The client has gone.'))
  })
  return controller.signal
}
