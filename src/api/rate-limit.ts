import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { RateDecision, RateLimiter } from '../identity/rate-limiter.ts'
import { isAdmitted } from './access.ts'
import { clientOf } from './client-address.ts'
import { failure } from './errors.ts'
import type { SendFailure } from './send-failure.ts'
import { sessionTokenOf } from './session-cookie.ts'

/** What a failed login takes from a client's bucket beyond its own request: ten in all. */
const FAILED_LOGIN_REQUESTS = 9

/**
 * Answers 429 in a surface's own envelope to clients that ask too often, before anything else is done for them, and
 * tells each of them how it stands (density-v3.md §1). A failed login counts as ten requests. Surfaces that share a
 * limiter share its buckets.
 */
export function limitRate(app: FastifyInstance, limiter: RateLimiter, send: SendFailure): void {
  app.addHook('onRequest', async (request, reply) => {
    const decision = limiter.take(clientOf(request.ip))
    tell(reply, decision)
    if (decision.allowed) return
    const seconds = decision.retryAfterS
    const message = `Too many requests: about ${decision.perSecond} pass each second. Wait ${seconds} s before the next.`
    return send(failure(429, message, { 'retry-after': String(seconds) }), request, reply)
  })
  app.addHook('onSend', async (request, reply) => {
    if (isFailedLogin(request, reply)) {
      tell(reply, limiter.charge(clientOf(request.ip), FAILED_LOGIN_REQUESTS))
    }
  })
}

/** Whether somebody tried a secret that opens nothing. Who shows none has tried none. */
function isFailedLogin(request: FastifyRequest, reply: FastifyReply): boolean {
  // A good token is no failed login, even where v1 answers 401 for a location that it may not see (occuspace.md §4).
  if (reply.statusCode !== 401 || isAdmitted(request)) return false
  if (request.routeOptions.config.scope === 'public') return true
  return request.headers.authorization !== undefined || sessionTokenOf(request) !== null
}

function tell(reply: FastifyReply, { limit, remaining, resetS }: RateDecision): void {
  reply.headers({
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': String(resetS),
  })
}
