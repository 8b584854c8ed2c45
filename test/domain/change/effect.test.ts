import { describe, expect, test } from 'vitest'
import { effectOf, reachOf, type Surroundings } from '../../../src/domain/change/effect.ts'
import { emptyCarry } from '../../../src/domain/reading/carry.ts'
import { HealthWord, NO_SEQ, type Reading, ReadingKind } from '../../../src/domain/reading/reading.ts'

const { count, counter, crossing, heartbeat, health, presence } = ReadingKind
const reading = (kind: ReadingKind, at: number, value = 0, space = 0): Reading => ({
  subject: 4,
  at,
  kind,
  space,
  seq: NO_SEQ,
  value,
  capped: false,
})
const people = (at: number, value: number, space = 7) => reading(count, at, value, space)
const heard = (lastAt: number, held = 3) => ({
  lastAt,
  health: null,
  held: [{ space: 7, count: held, capped: false }],
})
const around = (fields: Partial<Surroundings> = {}): Surroundings => ({
  before: heard(10),
  following: [],
  heartbeatMs: null,
  resetAfter: (at) => at + 100,
  ...fields,
})

describe('a presence', () => {
  const somebody = { ...reading(presence, 20, 1, 7), capped: true }

  test('holds until the next count or presence for its space', () => {
    const following = [people(30, 9, 8), people(40, 9)]

    expect(effectOf(somebody, false, around({ following })).until).toBe(40)
    expect(effectOf(people(20, 1), false, around({ following: [{ ...somebody, at: 35 }] })).until).toBe(35)
  })

  test('changes something where one person was held: it says "at least"', () => {
    const following = [people(30, 1)]

    expect(effectOf(somebody, false, around({ before: heard(10, 1), following })).any).toBe(true)
    expect(
      effectOf({ ...somebody, capped: false }, false, around({ before: heard(10, 1), following })).any,
    ).toBe(false)
  })
})

describe('totals', () => {
  const totals = (at: number, entries: number | null, exits: number | null) => ({
    ...reading(counter, at),
    totals: { in: entries, out: exits, width: null, restarted: false },
  })

  test('change the people of the next totals of each direction, up to the reset after them', () => {
    const following = [totals(30, 5, null), totals(40, 6, null), totals(50, null, 9), totals(60, 7, 9)]

    expect(effectOf(totals(20, 1, null), false, around({ following })).until).toBe(130)
    expect(effectOf(totals(20, 1, 1), false, around({ following })).until).toBe(150)
    expect(effectOf(totals(20, 1, 1), false, around({ following: [totals(30, 5, null)] })).until).toBe(130)
  })

  test('that replace others may take away a direction that only those told', () => {
    const following = [totals(30, 5, null), totals(50, null, 9)]

    expect(effectOf(totals(20, 1, null), true, around({ following })).until).toBe(150)
    expect(reachOf(totals(20, null, 1), true, around({ following: [totals(30, 5, null)] }))).toBe(130)
  })

  test('that nothing follows change what they count', () => {
    expect(effectOf(totals(20, 1, null), false, around()).until).toBe(120)
  })
})

describe('a count', () => {
  test('holds until the next one for its space', () => {
    const following = [reading(heartbeat, 25), people(30, 9, 8), people(40, 9)]

    expect(effectOf(people(20, 5), false, around({ following }))).toEqual({
      until: 40,
      online: false,
      any: true,
    })
  })

  test('holds until its sensor is silent when nothing more is said, and for ever without a heartbeat', () => {
    expect(effectOf(people(20, 5), false, around({ heartbeatMs: 10 })).until).toBe(50)
    expect(effectOf(people(20, 5), false, around()).until).toBe(Infinity)
    expect(effectOf(people(20, 5), false, around({ following: [reading(heartbeat, 25)] })).until).toBe(
      Infinity,
    )
  })

  test('that says what was held changes nothing, another value or ceiling does', () => {
    const following = [people(30, 1)]

    expect(effectOf(people(20, 3), false, around({ following })).any).toBe(false)
    expect(effectOf(people(20, 4), false, around({ following })).any).toBe(true)
    expect(effectOf({ ...people(20, 3), capped: true }, false, around({ following })).any).toBe(true)
    expect(effectOf(people(20, 3), true, around({ following })).any).toBe(true)
  })

  test('that says what was held changes something where its sensor was taken for offline', () => {
    const following = [people(60, 1)]

    expect(effectOf(people(20, 3), false, around({ following, heartbeatMs: 5 }))).toEqual({
      until: 60,
      online: true,
      any: true,
    })
  })

  test('is the first sign of life of a sensor that was never heard of', () => {
    expect(
      effectOf(people(20, 3), false, around({ before: emptyCarry, following: [people(30, 1)] })),
    ).toEqual({
      until: 30,
      online: true,
      any: true,
    })
  })
})

test('a crossing counts to the daily reset, of a total that comes later to the reset after that', () => {
  const following = [reading(heartbeat, 25)]
  expect(effectOf(reading(crossing, 20, 1), false, around({ following })).until).toBe(120)
  expect(
    effectOf(reading(crossing, 20, 1), false, around({ following: [reading(crossing, 90, 1)] })).until,
  ).toBe(190)
})

describe('a sign of life', () => {
  test('changes nothing while its sensor is online anyway', () => {
    const following = [people(30, 1)]

    expect(effectOf(reading(heartbeat, 20), false, around({ following })).any).toBe(false)
    expect(effectOf(reading(heartbeat, 20), false, around({ following, heartbeatMs: 10 })).any).toBe(false)
  })

  test('makes its sensor online up to three heartbeats later', () => {
    expect(effectOf(reading(heartbeat, 20), false, around({ heartbeatMs: 5 }))).toEqual({
      until: 35,
      online: true,
      any: true,
    })
  })

  test('that is the word "offline" makes its sensor so until the next reading', () => {
    const word = reading(health, 20, HealthWord.offline)

    const changed = { online: true, any: true, until: 30 }
    expect(effectOf(word, false, around({ following: [people(30, 1)] }))).toEqual(changed)
    expect(effectOf(word, true, around({ following: [people(30, 1)] }))).toEqual(changed)
  })

  test('that is the word "offline" changes what was known up to where its sensor would have been silent', () => {
    const word = reading(health, 20, HealthWord.offline)

    expect(effectOf(word, false, around()).until).toBe(Infinity)
    expect(effectOf(word, false, around({ heartbeatMs: 10 })).until).toBe(40)
    expect(effectOf(word, false, around({ before: emptyCarry })).until).toBe(21)
    expect(effectOf(word, false, around({ heartbeatMs: 1 })).any).toBe(false)
  })

  test('that takes the place of another word may end what that one said', () => {
    const word = reading(health, 20, HealthWord.offline)

    expect(effectOf(word, true, around({ heartbeatMs: 10 })).until).toBe(50)
    expect(effectOf(word, true, around()).until).toBe(Infinity)
  })
})

test('whatever was known before, a reading reaches as far as its count, its people and its being heard of', () => {
  const word = reading(health, 20, HealthWord.offline)

  expect(reachOf(word, false, around())).toBe(Infinity)
  expect(reachOf(word, false, around({ heartbeatMs: 10 }))).toBe(50)
  expect(reachOf(word, false, around({ following: [people(21, 1)] }))).toBe(21)
  expect(reachOf(people(20, 5), false, around({ following: [reading(heartbeat, 25), people(40, 9)] }))).toBe(
    40,
  )
  expect(reachOf(reading(crossing, 20, 1), false, around({ heartbeatMs: 10 }))).toBe(120)
})
