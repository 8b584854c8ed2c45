import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hasRestarted, passedSince } from '../../../src/domain/occupancy/passed.ts'
import type { CounterWidth, Totals } from '../../../src/domain/reading/reading.ts'

function totals(value: number | null, width: CounterWidth | null = null, restarted = false): Totals {
  return { in: value, out: null, width, restarted }
}

const entries = (before: number | null, next: Totals) => passedSince({ in: before, out: null }, next).in

describe('totals of a counter', () => {
  test('the first one counts nobody, even where the device says that it restarted', () => {
    expect(passedSince(undefined, { in: 100_023, out: 7, width: 32, restarted: true })).toEqual({
      in: 0,
      out: 0,
    })
  })

  test('a rise counts its difference, in each direction by itself', () => {
    expect(passedSince({ in: 10, out: 3 }, { in: 15, out: null, width: null, restarted: false })).toEqual({
      in: 5,
      out: 0,
    })
  })

  test.each([16, 32] as const)(
    'a fall from the top quarter into the bottom one wraps at %i bits',
    (width) => {
      const size = 2 ** width

      expect(entries(size - 1, totals(2, width))).toBe(3)
      expect(entries(size * 0.75, totals(size / 4 - 1, width))).toBe(size / 2 - 1)
      expect(entries(size * 0.75 - 1, totals(5, width))).toBe(5)
      expect(entries(size - 1, totals(size / 4, width))).toBe(size / 4)
      expect(entries(size, totals(5, width))).toBe(5)
    },
  )

  test('any other fall is a restart, from which the new total counts', () => {
    expect(entries(100_110, totals(7))).toBe(7)
    expect(hasRestarted(100_110, 7, totals(7))).toBe(true)
    expect(hasRestarted(65_535, 7, totals(7, 16))).toBe(false)
    expect(hasRestarted(null, 7, totals(7, null, true))).toBe(false)
    expect(hasRestarted(7, null, totals(null, null, true))).toBe(false)
  })

  test('a restart that the device tells of counts the new total, also on a rise', () => {
    expect(entries(5, totals(8, 16, true))).toBe(8)
  })

  test('whichever totals get lost, nobody does: what the others say adds up to what all say', () => {
    const walk = fc.array(fc.tuple(fc.nat(2_000), fc.boolean()), { minLength: 2, maxLength: 40, size: 'max' })
    fc.assert(
      fc.property(fc.constantFrom(16 as const, 32 as const), fc.nat(), walk, (width, start, steps) => {
        const size = 2 ** width
        const [people, kept] = [[0], [true]]
        for (const [rise, isKept] of steps) {
          people.push((people.at(-1) ?? 0) + rise)
          kept.push(isKept)
        }
        kept[kept.length - 1] = true
        // What is lost in a row stays below what a counter can tell apart from a restart.
        fc.pre((people.at(-1) ?? 0) < size / 2)
        const shown = people.map((sum) => (start + sum) % size).filter((_, index) => kept[index])
        const sum = shown.reduce(
          (passed, value, index) => passed + entries(shown[index - 1] ?? null, totals(value, width)),
          0,
        )

        fc.pre(
          shown.every((value, index) => !hasRestarted(shown[index - 1] ?? null, value, totals(value, width))),
        )
        expect(sum).toBe(people.at(-1))
      }),
    )
  })
})
