import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type DayRange,
  dayOf,
  dayStart,
  daysCovering,
  firstSlotOf,
  intervalOfDays,
} from '../../../src/domain/time/day.ts'
import {
  addDays,
  type DayRanges,
  daysInside,
  daysOutside,
  removeDays,
} from '../../../src/domain/time/day-ranges.ts'
import { SLOT_MS } from '../../../src/domain/time/interval.ts'
import { at } from './luxon-oracle.ts'

const span: fc.Arbitrary<DayRange> = fc
  .tuple(fc.integer({ min: 0, max: 30 }), fc.oneof(fc.integer({ min: 0, max: 8 }), fc.constant(Infinity)))
  .map(([from, length]) => ({ from, until: from + length }))
const ranges = fc.array(span, { maxLength: 6 }).map((spans) => spans.reduce<DayRanges>(addDays, []))

/** Which of the days 0…59 are inside. */
function daySet(...spans: readonly DayRange[]): boolean[] {
  return Array.from({ length: 60 }, (_, day) => spans.some(({ from, until }) => from <= day && day < until))
}

function isNormal(days: DayRanges): boolean {
  return days.every(
    (range, index) => range.from < range.until && range.from > (days[index - 1]?.until ?? -Infinity),
  )
}

describe('day ranges', () => {
  test('hold the days of every span that was added, apart and ascending', () => {
    fc.assert(
      fc.property(ranges, span, (days, added) => {
        const union = addDays(days, added)

        expect(daySet(...union)).toEqual(daySet(...days, added))
        expect(isNormal(union)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  test('lose the days of a span that is removed, and no others', () => {
    fc.assert(
      fc.property(ranges, span, (days, removed) => {
        const rest = removeDays(days, removed)
        const gone = daySet(removed)

        expect(daySet(...rest)).toEqual(daySet(...days).map((inside, day) => inside && !gone[day]))
        expect(isNormal(rest)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  test('split a window into the days inside and the days outside', () => {
    fc.assert(
      fc.property(ranges, span, (days, window) => {
        const inside = daysInside(days, window)
        const outside = window.from < window.until ? daysOutside(days, window) : []

        expect(daySet(...inside, ...outside)).toEqual(daySet(window))
        expect(daySet(...inside)).toEqual(daySet(window).map((wanted, day) => wanted && daySet(...days)[day]))
        expect(isNormal(inside)).toBe(true)
        expect(isNormal(outside)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  test('are the same object when adding or removing changes nothing', () => {
    const days: DayRanges = [{ from: 3, until: 7 }]

    expect(addDays(days, { from: 4, until: 6 })).toBe(days)
    expect(addDays(days, { from: 9, until: 9 })).toBe(days)
    expect(removeDays(days, { from: 5, until: 5 })).toBe(days)
  })

  test('that touch become one', () => {
    expect(addDays([{ from: 0, until: 3 }], { from: 3, until: Infinity })).toEqual([
      { from: 0, until: Infinity },
    ])
  })
})

describe('a UTC day', () => {
  test('begins at its midnight and holds 96 slots', () => {
    const day = dayOf(at('2024-05-01T23:59:59.999Z'))

    expect(dayStart(day)).toBe(at('2024-05-01T00:00Z'))
    expect(firstSlotOf(day) * SLOT_MS).toBe(dayStart(day))
    expect(firstSlotOf(day + 1) - firstSlotOf(day)).toBe(96)
    expect(dayOf(-1)).toBe(-1)
  })

  test('belongs to an interval that touches it', () => {
    const days = daysCovering({ start: at('2024-05-01T23:59Z'), end: at('2024-05-03T00:00Z') })

    expect(intervalOfDays(days)).toEqual({ start: at('2024-05-01T00:00Z'), end: at('2024-05-03T00:00Z') })
  })
})
