import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  clockSkew,
  serverNow,
  serverTimeOf,
  timedFetch,
  watchClock,
} from '../../../web/src/state/server-clock.ts'

const HOUR_MS = 3_600_000
/** What time it really is. */
const START = Date.parse('2025-03-04T12:00:00Z')

beforeEach(() => {
  clockSkew.value = 0
  vi.useFakeTimers({ now: START })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** How a server answers. */
interface Answering {
  /** Milliseconds on the way there and on the way back; a quarter of a second each where absent. */
  readonly there?: number
  readonly back?: number
  /** By how many milliseconds the clock of the device is set back before the answer is there. */
  readonly setBack?: number
  readonly headers?: Record<string, string>
}

/** A server whose clock is right, and a device whose clock is ahead of it by `aheadMs`. */
function answers(aheadMs: number, { there = 250, back = 250, setBack = 0, headers }: Answering = {}) {
  const asked = vi.fn(async (_url: string, _init: RequestInit) => {
    await vi.advanceTimersByTimeAsync(there)
    const date = new Date(Date.now() - aheadMs).toUTCString()
    await vi.advanceTimersByTimeAsync(back)
    if (setBack > 0) vi.setSystemTime(Date.now() - setBack)
    return new Response('', { headers: headers ?? { date } })
  })
  vi.stubGlobal('fetch', asked)
  vi.setSystemTime(START + aheadMs)
  return asked
}

describe('the time of the server', () => {
  it.each([2 * HOUR_MS, -72 * HOUR_MS, 70_000, -6_000])(
    'is learned where the clock is %d ms off',
    async (off) => {
      answers(off)
      await timedFetch('/api/session')
      expect(Math.abs(clockSkew.value - off)).toBeLessThanOrEqual(1_000)
      expect(Math.abs(serverNow() - (START + 500))).toBeLessThanOrEqual(1_000)
      expect(Number.isInteger(serverNow())).toBe(true)
      expect(serverTimeOf(1_000_000_000)).toBe(1_000_000_000 - clockSkew.value)
    },
  )

  it.each([
    { there: 0, back: 8_000 },
    { there: 8_000, back: 0 },
    { there: 999, back: 0 },
  ])('is that of a right clock, however uneven the way there and back: %j', async (way) => {
    for (let part = 0; part < 1_000; part += 111) {
      answers(0, way)
      vi.setSystemTime(START + part)
      await timedFetch('/api/session')
      expect(clockSkew.value).toBe(0)
    }
  })

  it('does not waver with what each answer says', async () => {
    answers(HOUR_MS)
    await timedFetch('/api/session')
    const known = clockSkew.value
    answers(HOUR_MS, { there: 3_000, back: 0 })
    await timedFetch('/api/session')
    expect(clockSkew.value).toBe(known)
  })

  it('is learned anew when the clock is set right, and when it is set wrong', async () => {
    answers(HOUR_MS)
    await timedFetch('/api/session')
    answers(0)
    await timedFetch('/api/session')
    expect(clockSkew.value).toBe(0)
    answers(-HOUR_MS)
    await timedFetch('/api/session')
    expect(Math.abs(clockSkew.value + HOUR_MS)).toBeLessThanOrEqual(1_000)
  })

  it.each([
    ['without a time', HOUR_MS, { headers: {} }],
    ['with no time that is one', HOUR_MS, { headers: { date: 'soon' } }],
    ['of a cache on the way', 0, { headers: { date: new Date(START - HOUR_MS).toUTCString(), age: '3600' } }],
    ['that was long on its way, or slept through', HOUR_MS, { back: 9_000 }],
    ['during which the clock was set back', HOUR_MS, { setBack: HOUR_MS }],
  ])('is not learned from an answer %s', async (_, off, answering: Answering) => {
    answers(off, answering)
    await timedFetch('/api/session')
    expect(clockSkew.value).toBe(0)
  })

  it('is asked past every cache', async () => {
    const asked = answers(0)
    await timedFetch('/api/session', { headers: { accept: 'application/json' } })
    expect(asked).toHaveBeenCalledWith('/api/session', {
      headers: { accept: 'application/json' },
      cache: 'no-store',
    })
  })
})

describe('a clock that is watched', () => {
  it('was set where it leapt, and not where time passed', async () => {
    const wasSet = watchClock()
    await vi.advanceTimersByTimeAsync(HOUR_MS)
    expect(wasSet()).toBe(false)
    vi.setSystemTime(Date.now() - HOUR_MS)
    expect(wasSet()).toBe(true)
  })
})
