import { describe, expect, test } from 'vitest'
import { closedDays, joinRestatements, type Restatement } from '../../../src/domain/change/restatement.ts'
import { DAY_MS, HOUR_MS } from '../../../src/domain/time/interval.ts'
import { zoneOf } from '../../../src/domain/time/zone.ts'

const DAY = Date.UTC(2024, 4, 14)
const berlin = zoneOf('Europe/Berlin')
/** Instants by the hours since midnight of that day in Berlin. */
const at = (hours: number) => DAY + (hours - 2) * HOUR_MS
const NOW = at(3 * 24 + 12)

describe('closed days of a span', () => {
  test('are the local days that it meets and that are over', () => {
    expect(closedDays(berlin, { start: at(1), end: at(24) }, NOW)).toEqual({ from: DAY, to: DAY })
    expect(closedDays(berlin, { start: at(1), end: at(24) + 1 }, NOW)).toEqual({
      from: DAY,
      to: DAY + DAY_MS,
    })
    expect(closedDays(berlin, { start: at(-1), end: at(1) }, NOW)).toEqual({ from: DAY - DAY_MS, to: DAY })
  })

  test('end with yesterday', () => {
    const yesterday = DAY + 2 * DAY_MS
    expect(closedDays(berlin, { start: at(1), end: Infinity }, NOW)).toEqual({ from: DAY, to: yesterday })
    expect(closedDays(berlin, { start: at(1), end: NOW - 1 }, NOW)).toEqual({ from: DAY, to: yesterday })
  })

  test('are none of a span within today, an empty one, or one to come', () => {
    expect(closedDays(berlin, { start: at(3 * 24), end: Infinity }, NOW)).toBeNull()
    expect(closedDays(berlin, { start: at(1), end: at(1) }, NOW)).toBeNull()
    expect(closedDays(berlin, { start: NOW + 1, end: Infinity }, NOW)).toBeNull()
    expect(closedDays(berlin, { start: Infinity, end: NOW }, NOW)).toBeNull()
  })
})

test('restatements of one space and cause are joined where their days touch, and listed by space', () => {
  const of = (space: number, cause: Restatement['cause'], from: number, to: number): Restatement => ({
    space,
    cause,
    from: DAY + from * DAY_MS,
    to: DAY + to * DAY_MS,
  })

  expect(
    joinRestatements([
      of(2, 'late_reading', 0, 0),
      of(1, 'late_reading', 4, 5),
      of(1, 'late_reading', 0, 3),
      of(1, 'late_reading', 1, 1),
      of(1, 'late_reading', 8, 8),
      of(1, 'replaced_reading', 9, 9),
    ]),
  ).toEqual([
    of(1, 'late_reading', 0, 5),
    of(1, 'late_reading', 8, 8),
    of(1, 'replaced_reading', 9, 9),
    of(2, 'late_reading', 0, 0),
  ])
})
