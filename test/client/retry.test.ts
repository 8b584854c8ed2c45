import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pause, retryDelayMs } from '../../src/client/retry.ts'

const limits = { attempts: 4, firstDelayMs: 100, longestDelayMs: 5_000 }
const now = Date.parse('2026-05-04T12:00:00Z')

describe('the wait before a retry', () => {
  test('doubles with each failure, until there have been enough', () => {
    const waits = [1, 2, 3, 4].map((failures) => retryDelayMs(failures, null, { limits, now }))

    expect(waits).toEqual([100, 200, 400, null])
  })

  test('is what the server asks for, in seconds or as a date', () => {
    expect(retryDelayMs(1, '3', { limits, now })).toBe(3_000)
    expect(retryDelayMs(1, 'Mon, 04 May 2026 12:00:02 GMT', { limits, now })).toBe(2_000)
    expect(retryDelayMs(1, 'Mon, 04 May 2026 11:00:00 GMT', { limits, now })).toBe(0)
  })

  test('is its own where the server asks for nonsense', () => {
    expect(retryDelayMs(2, 'soon', { limits, now })).toBe(200)
  })

  test('is not begun when the server asks for more than the longest', () => {
    expect(retryDelayMs(1, '6', { limits, now })).toBeNull()
  })

  test('is never longer than the longest', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.option(fc.string()), (failures, retryAfter) => {
        const patient = { ...limits, attempts: 100 }
        const delayMs = retryDelayMs(failures, retryAfter, { limits: patient, now })

        expect(delayMs === null || (delayMs >= 0 && delayMs <= limits.longestDelayMs)).toBe(true)
      }),
    )
  })
})

describe('a pause', () => {
  test('ends at once when it is aborted', async () => {
    const controller = new AbortController()
    const paused = pause(60_000, controller.signal)
    controller.abort(new Error('enough'))

    await expect(paused).rejects.toThrow('enough')
    await expect(pause(60_000, controller.signal)).rejects.toThrow('enough')
  })
})
