import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createRateLimiter } from '../../src/identity/rate-limiter.ts'

function limiterAt(limit = { perSecond: 15, burst: 100 }, remembered?: number) {
  const clock = { now: 1_000_000 }
  return { clock, limiter: createRateLimiter(limit, () => clock.now, remembered) }
}

describe('a token bucket', () => {
  test('allows the burst at once, and then the rate', () => {
    const { clock, limiter } = limiterAt()

    const atOnce = Array.from({ length: 150 }, () => limiter.take('a').allowed)
    expect(atOnce.filter(Boolean)).toHaveLength(100)

    clock.now += 1_000
    const aSecondLater = Array.from({ length: 50 }, () => limiter.take('a').allowed)
    expect(aSecondLater.filter(Boolean)).toHaveLength(15)
  })

  test('tells how a client stands', () => {
    const { clock, limiter } = limiterAt({ perSecond: 2, burst: 3 })

    expect(limiter.take('a')).toMatchObject({ allowed: true, limit: 3, remaining: 2, resetS: 1 })
    limiter.take('a')
    expect(limiter.take('a')).toMatchObject({ allowed: true, remaining: 0, resetS: 2, retryAfterS: 1 })
    expect(limiter.take('a')).toMatchObject({ allowed: false, remaining: 0, retryAfterS: 1 })
    clock.now += 499
    expect(limiter.take('a').allowed).toBe(false)
    clock.now += 1
    expect(limiter.take('a').allowed).toBe(true)
  })

  test('is each client’s own', () => {
    const { limiter } = limiterAt({ perSecond: 1, burst: 1 })

    expect(limiter.take('a').allowed).toBe(true)
    expect(limiter.take('a').allowed).toBe(false)
    expect(limiter.take('b').allowed).toBe(true)
  })

  test('is charged no more than it has', () => {
    const { clock, limiter } = limiterAt({ perSecond: 1, burst: 10 })

    expect(limiter.charge('a', 4).remaining).toBe(6)
    expect(limiter.charge('a', 40).remaining).toBe(0)
    clock.now += 1_000
    expect(limiter.take('a').allowed).toBe(true)
  })

  test('drains nobody when the clock is set back', () => {
    const { clock, limiter } = limiterAt({ perSecond: 1, burst: 2 })
    limiter.take('a')

    clock.now -= 3_600_000

    expect(limiter.take('a')).toMatchObject({ allowed: true, remaining: 0 })
  })

  test('forgets those who came least recently, so that memory stays bounded', () => {
    const { limiter } = limiterAt({ perSecond: 1, burst: 1 }, 2)
    for (const client of ['a', 'b', 'a', 'c']) limiter.take(client)

    expect(limiter.take('a').allowed).toBe(false)
    expect(limiter.take('b').allowed).toBe(true)
  })

  test('allows in any time no more than the burst and the rate, and never starves a patient client', () => {
    const arrivals = fc.array(fc.integer({ min: 0, max: 2_000 }), { minLength: 1, maxLength: 200 })
    const limits = fc.record({
      perSecond: fc.integer({ min: 1, max: 50 }),
      burst: fc.integer({ min: 1, max: 50 }),
    })
    fc.assert(
      fc.property(arrivals, limits, (pauses, limit) => {
        const allowed = allowedAt(pauses, limit)

        expect(allowed).toHaveLength(pauses.length)
        allowed.forEach((start, from) => {
          allowed.slice(from).forEach((end, further) => {
            const most = limit.burst + ((end - start) * limit.perSecond) / 1_000
            expect(further + 1).toBeLessThanOrEqual(most)
          })
        })
      }),
      { numRuns: 50 },
    )
  })
})

/** When a client that waits as long as it is told was allowed each of its requests. */
function allowedAt(
  pauses: readonly number[],
  limit: { perSecond: number; burst: number },
): readonly number[] {
  const { clock, limiter } = limiterAt(limit)
  return pauses.flatMap((pause) => {
    clock.now += pause
    const first = limiter.take('a')
    if (first.allowed) return clock.now
    clock.now += first.retryAfterS * 1_000
    return limiter.take('a').allowed ? clock.now : []
  })
}
