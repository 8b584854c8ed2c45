import { expect, test } from 'vitest'
import { eachInSteps, finish, mapInSteps, type Steps } from '../../src/domain/steps.ts'
import { countBucketsInSteps } from '../../src/domain/time/bucket-count.ts'
import { cutBuckets, cutBucketsInSteps } from '../../src/domain/time/buckets.ts'
import { DAY_MS } from '../../src/domain/time/interval.ts'
import { WeeklyHours } from '../../src/domain/time/weekly-hours.ts'
import { zoneOf } from '../../src/domain/time/zone.ts'

/** The result of some steps, and how often they could be left. */
function through<T>(steps: Steps<T>): { readonly result: T; readonly breaks: number } {
  for (let breaks = 0; ; breaks++) {
    const step = steps.next()
    if (step.done === true) return { result: step.value, breaks }
  }
}

test('many items are gone through in order, and can be left every five hundred', () => {
  const items = Array.from({ length: 1_200 }, (_, index) => index)
  const seen: number[] = []

  const { breaks } = through(eachInSteps(items, (item, index) => seen.push(item + index)))

  expect(breaks).toBe(2)
  expect(seen).toEqual(items.map((item) => 2 * item))
})

test('what is made of many items stands where they stood', () => {
  const items = ['a', 'b', 'c']

  expect(finish(mapInSteps(items, (item, index) => `${item}${index}`))).toEqual(['a0', 'b1', 'c2'])
  expect(finish(mapInSteps([], () => 1))).toEqual([])
})

test('cutting and counting a month of minutes within hours can be left all along', () => {
  const start = Date.UTC(2024, 0, 1)
  const request = {
    ...({ zone: zoneOf('Europe/London'), resolution: 'minute', now: Infinity } as const),
    interval: { start, end: start + 31 * DAY_MS },
    hours: new WeeklyHours((weekday, hour) => weekday > 0 && hour >= 8),
  }

  const cut = through(cutBucketsInSteps(request))
  const counted = through(countBucketsInSteps(request))

  expect(cut.result).toEqual(cutBuckets(request))
  expect(cut.breaks).toBeGreaterThan((20 * 16 * 60) / 500)
  expect(counted.result).toBe(cut.result.length)
  expect(counted.breaks).toBeGreaterThan(0)
})
