import type { EpochMs } from '../domain/time/interval.ts'
import { BoundedCache } from './bounded-cache.ts'

/** How often a client may ask: so many requests a second, and so many at once after a pause. */
export interface RateLimit {
  readonly perSecond: number
  readonly burst: number
}

/** What became of a request, and how the client stands after it. */
export interface RateDecision {
  readonly allowed: boolean
  /** Most requests at once. */
  readonly limit: number
  /** Requests that are allowed each second once the burst is used up. */
  readonly perSecond: number
  /** Requests that would be allowed right now. */
  readonly remaining: number
  /** Seconds, rounded up, until the whole burst is there again. */
  readonly resetS: number
  /** Seconds, rounded up, until the next request is allowed; at least 1. */
  readonly retryAfterS: number
}

/** Counts requests by client. */
export interface RateLimiter {
  /** Takes one request from a client's bucket, or nothing when it is empty. */
  take(client: string): RateDecision
  /** Takes further requests for something dear; what is not there is let off. */
  charge(client: string, requests: number): RateDecision
}

/** What is in a bucket, in thousandths of a request: a whole number, as the rate is. */
interface Bucket {
  readonly level: number
  readonly at: EpochMs
}

const REQUEST = 1_000
/** Clients that are remembered. The least recent is forgotten first, and by then its bucket is full as a rule. */
const REMEMBERED_CLIENTS = 100_000

/**
 * A token bucket for each client (density-v3.md §1): full at first, it gains `perSecond` requests a second up to
 * `burst`. Whatever the number of clients, memory stays bounded.
 */
export function createRateLimiter(
  { perSecond, burst }: RateLimit,
  clock: () => EpochMs,
  rememberedClients = REMEMBERED_CLIENTS,
): RateLimiter {
  const buckets = new BoundedCache<Bucket>(rememberedClients)
  const full = burst * REQUEST

  function levelOf(client: string, now: EpochMs): number {
    const bucket = buckets.get(client)
    if (bucket === undefined) return full
    // A clock that was set back must not drain anybody.
    return Math.min(full, bucket.level + Math.max(0, now - bucket.at) * perSecond)
  }

  function decide(client: string, level: number, allowed: boolean, now: EpochMs): RateDecision {
    buckets.set(client, { level, at: now })
    return {
      allowed,
      limit: burst,
      perSecond,
      remaining: Math.floor(level / REQUEST),
      resetS: Math.ceil((full - level) / (perSecond * 1_000)),
      retryAfterS: Math.max(1, Math.ceil((REQUEST - level) / (perSecond * 1_000))),
    }
  }

  return {
    take(client) {
      const now = clock()
      const level = levelOf(client, now)
      const allowed = level >= REQUEST
      return decide(client, allowed ? level - REQUEST : level, allowed, now)
    },
    charge(client, requests) {
      const now = clock()
      return decide(client, Math.max(0, levelOf(client, now) - requests * REQUEST), true, now)
    },
  }
}
