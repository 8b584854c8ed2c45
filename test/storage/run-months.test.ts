import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstDayOf, monthOf, monthOfSlot } from '../../src/storage/sqlite/month.ts'
import { splitQuery } from '../../src/storage/sqlite/query-split.ts'
import { countMonths, monthsOfRuns } from '../../src/storage/sqlite/run-months.ts'
import { SeenBlocks } from '../../src/storage/sqlite/seen-blocks.ts'

test('a month begins where the one before it ends, before 1970 as after', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1_500, max: 3_000 }), (month) => {
      expect(monthOf(firstDayOf(month))).toBe(month)
      expect(monthOf(firstDayOf(month) - 1)).toBe(month - 1)
    }),
  )
})

test('runs meet exactly the months that their slots lie in', () => {
  const anyRuns = fc
    .array(fc.tuple(fc.nat(9_000), fc.integer({ min: 1, max: 6_000 })), { maxLength: 8 })
    .map((parts) => {
      let from = -5_000
      return parts.map(([gap, length]) => {
        const start = from + gap
        from = start + length
        return { bucket: 0, from: start, until: from }
      })
    })
  fc.assert(
    fc.property(anyRuns, (runs) => {
      const met = new Set<number>()
      for (const { from, until } of runs)
        for (let slot = from; slot < until; slot++) met.add(monthOfSlot(slot))

      const spans = monthsOfRuns(runs)

      const listed = spans.flatMap(({ first, last }) =>
        Array.from({ length: last - first + 1 }, (_, index) => first + index),
      )
      expect(listed).toEqual([...met].toSorted((a, b) => a - b))
      expect(countMonths(spans)).toBe(met.size)
      for (const [index, span] of spans.entries())
        expect(span.first).toBeGreaterThan((spans[index - 1]?.last ?? Number.NEGATIVE_INFINITY) + 1)
    }),
    { numRuns: 50 },
  )
})

test('a split query asks for every space once and in order', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50)), fc.integer({ min: 1, max: 100 }), (sizes, target) => {
      const spaces = sizes.map((_, space) => ({ space, runs: [] }))

      const parts = splitQuery({ spaces, buckets: 1, columns: [] }, sizes, target)

      expect(parts.flatMap((part) => part.spaces)).toEqual(spaces)
      expect(parts.every((part) => part.spaces.length > 0)).toBe(true)
    }),
  )
})

test('remembers blocks one by one', () => {
  const key = fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: -70, max: 900 }))
  fc.assert(
    fc.property(fc.array(key), fc.array(key), (added, asked) => {
      const seen = new SeenBlocks()
      const names = new Set(added.map(String))
      for (const [space, month] of added) seen.add(space, month)

      for (const [space, month] of [...added, ...asked])
        expect(seen.has(space, month)).toBe(names.has(`${space},${month}`))
    }),
  )
})
