import { describe, expect, test } from 'vitest'
import {
  bestTime,
  bestTimeSentence,
  isInside,
  knownOf,
  unusual,
} from '../../../src/domain/forecast/best-time.ts'

/** A place that opens at eight and closes at ten in the evening. */
const day = Array.from({ length: 24 }, (_, hour) => ({
  hour,
  people: hour === 11 ? null : hour < 8 || hour > 21 ? 0.2 : 100 - 8 * Math.abs(14 - hour),
}))

describe('the best time', () => {
  test('is in the hours asked about, the earlier of equal ones', () => {
    expect(bestTime(day, { from: 9, until: 20 })).toEqual({
      quietest: { hour: 9, people: 60 },
      busiest: { hour: 14, people: 100 },
    })
    const flat = [8, 9, 10].map((hour) => ({ hour, people: 5 }))
    expect(bestTime(flat, { from: 9, until: 24 })).toEqual({
      quietest: { hour: 9, people: 5 },
      busiest: { hour: 9, people: 5 },
    })
  })

  test('is not in the empty night, nor in an hour of which nothing is known', () => {
    expect(bestTime(day, null).quietest).toEqual({ hour: 21, people: 44 })
    expect(bestTime(day, { from: 0, until: 24 }).quietest).toEqual({ hour: 0, people: 0.2 })
    expect(bestTime(day, { from: 11, until: 12 })).toEqual({ quietest: null, busiest: null })
    expect(bestTime([{ hour: 3, people: 0.4 }], null)).toEqual({ quietest: null, busiest: null })
  })

  test('is in every hour where none are named', () => {
    expect([isInside(0, null), isInside(23, null)]).toEqual([true, true])
    const asked = { from: 9, until: 17 }
    expect([8, 9, 16, 17].map((hour) => isInside(hour, asked))).toEqual([false, true, true, false])
  })
})

test.each([
  [8, 12.4, 14, 140, 'Quietest 8–9 AM, about 12 people; busiest 2–3 PM, about 140 people.'],
  [11, 1, 12, 2, 'Quietest 11 AM–12 PM, about 1 person; busiest 12–1 PM, about 2 people.'],
  [23, 0.6, 0, 9, 'Quietest 11 PM–12 AM, about 1 person; busiest 12–1 AM, about 9 people.'],
  [9, 7, 9, 7, 'Busiest 9–10 AM, about 7 people.'],
])('the sentence for %i o’clock with %d and %i with %d', (quiet, few, busy, many, sentence) => {
  const best = { quietest: { hour: quiet, people: few }, busiest: { hour: busy, people: many } }
  expect(bestTimeSentence(best, 'all')).toBe(sentence)
})

test('without a best time the sentence says why', () => {
  const none = { quietest: null, busiest: null }
  expect(bestTimeSentence(none, 'all')).toBe('Nobody is expected.')
  expect(bestTimeSentence(none, 'none')).toBe('Nothing is known of the weeks before.')
})

test.each([
  [5, 2.5, 4.2, 'usual'],
  [6, 2.5, 4.2, 'busier'],
  [2, 2.5, 4.2, 'usual'],
  [1, 2.5, 4.2, 'quieter'],
  [null, 2.5, 4.2, 'unknown'],
  [3, null, 4.2, 'unknown'],
  [3, 2.5, null, 'unknown'],
] as const)('%s people beside a band from %s to %s are %s', (count, low, high, expected) => {
  expect(unusual(count, low, high)).toBe(expected)
})

test('an hour of which nothing is known keeps anybody from saying that nobody is expected', () => {
  const hours = [0, 1, 2].map((hour) => ({ hour, people: hour === 2 ? null : 0 }))
  expect(knownOf(hours, null)).toBe('some')
  expect(knownOf(hours, { from: 0, until: 2 })).toBe('all')
  expect(knownOf(hours, { from: 2, until: 24 })).toBe('none')
  const none = { quietest: null, busiest: null }
  expect(bestTimeSentence(none, 'some')).toBe('Too little is known of the weeks before.')
})
