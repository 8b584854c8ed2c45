import { describe, expect, test } from 'vitest'
import type { Steps } from '../../src/domain/steps.ts'
import { Pacing } from '../../src/history/pacing.ts'

describe('long work', () => {
  test('ends with the reason for which nobody waits for it any more', async () => {
    const controller = new AbortController()
    const pacing = new Pacing(controller.signal)
    let steps = 0
    function* endless(): Steps<never> {
      for (;;) {
        steps++
        const since = performance.now()
        while (performance.now() - since < 6);
        yield
      }
    }
    setTimeout(() => controller.abort(new Error('gone')), 20)

    await expect(pacing.through(endless())).rejects.toThrow('gone')
    expect(steps).toBeGreaterThan(0)
  })
})
