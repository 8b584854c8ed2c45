import { beforeEach, describe, expect, test } from 'vitest'
import { FeedCache } from '../../src/api/public-feed/feed-cache.ts'

describe('a cache of feeds', () => {
  let now = 0
  let works = 0
  let cache: FeedCache<number>
  const work = async () => ++works

  beforeEach(() => {
    now = 1_000
    works = 0
    cache = new FeedCache({ lifetimeMs: 5_000, limit: 2, clock: () => now })
  })

  test('gives all who ask at once the same piece of work', async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, () => cache.get('a', [1], work)))

    expect(new Set(answers)).toEqual(new Set([1]))
  })

  test('gives an answer again until it is too old, or the clock is put back', async () => {
    const seen: number[] = []
    for (const at of [1_000, 5_999, 6_000, 5_500]) {
      now = at
      seen.push(await cache.get('a', [1], work))
    }

    expect(seen).toEqual([1, 1, 2, 3])
  })

  test('works anew when what the answer rests on is another', async () => {
    const thing = {}
    const seen = [
      await cache.get('a', [thing, 1], work),
      await cache.get('a', [thing, 1], work),
      await cache.get('a', [{}, 1], work),
      await cache.get('a', [thing, 2], work),
      await cache.get('a', [thing], work),
    ]

    expect(seen).toEqual([1, 1, 2, 3, 4])
  })

  test('keeps no more than its limit', async () => {
    for (const key of ['a', 'b', 'c']) await cache.get(key, [], work)

    expect(await cache.get('c', [], work)).toBe(3)
    expect(await cache.get('a', [], work)).toBe(4)
  })

  test('does not keep a failure', async () => {
    const failing = async () => {
      throw new Error('once')
    }

    await expect(cache.get('a', [], failing)).rejects.toThrow('once')
    expect(await cache.get('a', [], work)).toBe(1)
  })
})
