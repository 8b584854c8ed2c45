import { describe, expect, test } from 'vitest'
import { evidenceOf, expectedSensors, foldCounting } from '../../../src/domain/occupancy/fold.ts'
import type { SpaceHistory } from '../../../src/domain/occupancy/segment.ts'
import type {
  AreaSource,
  Counting,
  EntrySource,
  LeafCounting,
} from '../../../src/domain/portfolio/counting.ts'
import {
  HealthWord,
  NO_SEQ,
  NO_SPACE,
  type Reading,
  ReadingKind,
} from '../../../src/domain/reading/reading.ts'
import { type EpochMs, HOUR_MS, type Interval, MINUTE_MS } from '../../../src/domain/time/interval.ts'
import { evidenceAmong } from '../arbitraries.ts'
import { naiveFold } from './naive-fold.ts'

const room = 1
const other = 2
const lobby = 3
const sensor = 4
const second = 8
const door = 12
const backDoor = 17
const person = 14

/** An instant of 2024-05-14 UTC, or of another date when one is given. */
function at(text: string): EpochMs {
  return Date.parse(text.includes('T') ? `${text}Z` : `2024-05-14T${text}Z`)
}

function reading(subject: number, when: string, kind: ReadingKind, fields: Partial<Reading> = {}): Reading {
  const plain = { space: NO_SPACE, seq: NO_SEQ, value: 0, capped: false }
  return { ...plain, subject, at: at(when), kind, ...fields }
}

const count = (subject: number, when: string, value: number, fields: Partial<Reading> = {}) =>
  reading(subject, when, ReadingKind.count, { space: room, value, ...fields })
const crossing = (subject: number, when: string, value: number, fields: Partial<Reading> = {}) =>
  reading(subject, when, ReadingKind.crossing, { value, ...fields })
const heartbeat = (subject: number, when: string) => reading(subject, when, ReadingKind.heartbeat)
const health = (subject: number, when: string, word: keyof typeof HealthWord, seq = NO_SEQ) =>
  reading(subject, when, ReadingKind.health, { value: HealthWord[word], seq })
const reset = (when: string, value: number, seq = NO_SEQ) =>
  reading(person, when, ReadingKind.reset, { value, seq })

function source(subject: number, fields: Partial<AreaSource> = {}): AreaSource {
  return { subject, heartbeatMs: null, from: -Infinity, until: Infinity, type: 'oa', ...fields }
}

function area(...sources: AreaSource[]): LeafCounting {
  return { kind: 'area', space: room, sources, doorways: [] }
}

function through(subject: number, fields: Partial<EntrySource> = {}): EntrySource {
  return { subject, heartbeatMs: null, from: -Infinity, until: Infinity, placement: 1, ...fields }
}

type Entry = Extract<LeafCounting, { kind: 'entry' }>

function entry(fields: Partial<Entry> = {}): Entry {
  const sources = [through(door)]
  return {
    kind: 'entry',
    space: room,
    sources,
    anchors: person,
    timeZone: 'UTC',
    dailyResetMinutes: 0,
    ...fields,
  }
}

const morning: Interval = { start: at('08:00'), end: at('12:00') }

/** Folds, and makes sure that the definitions give the same. */
function fold(counting: Counting, readings: readonly Reading[], interval = morning): SpaceHistory {
  const history = foldCounting(counting, interval, evidenceAmong(readings, counting, interval))
  expect(history).toEqual(naiveFold(counting, interval, readings))
  return history
}

/** Segments as a line: when, the count (`?` unknown), `/` sensors online, `+` at the ceiling. */
function line({ segments }: SpaceHistory): string {
  return segments
    .map(
      (segment) =>
        `${clock(segment.start)} ${segment.count ?? '?'}/${segment.online}${segment.capped ? '+' : ''}`,
    )
    .join(' | ')
}

/** Flows as a line: when, entrances, exits. */
function flows(history: SpaceHistory): string {
  return history.flows.map((flow) => `${clock(flow.at)} +${flow.entrances} -${flow.exits}`).join(' | ')
}

function clock(instant: EpochMs): string {
  return new Date(instant)
    .toISOString()
    .slice(11, 23)
    .replace(/:00\.000$/, '')
}

const hourly = { heartbeatMs: HOUR_MS }

describe('a sensor', () => {
  test.each<{ claim: string; counting: Counting; readings: readonly Reading[]; expected: string }>([
    {
      claim: 'is not online before its first reading',
      counting: area(source(sensor)),
      readings: [],
      expected: '08:00 ?/0',
    },
    {
      claim: 'is online from its first reading of any kind, and adds from its first count on',
      counting: area(source(sensor)),
      readings: [heartbeat(sensor, '09:00'), count(sensor, '10:00', 2)],
      expected: '08:00 ?/0 | 09:00 ?/1 | 10:00 2/1',
    },
    {
      claim: 'adds only what it counts in this space',
      counting: area(source(sensor)),
      readings: [count(sensor, '09:00', 5, { space: other }), count(sensor, '10:00', 2)],
      expected: '08:00 ?/0 | 09:00 ?/1 | 10:00 2/1',
    },
    {
      claim: 'holds its count for good without a heartbeat to miss',
      counting: area(source(sensor)),
      readings: [count(sensor, '2023-01-01T00:00', 2)],
      expected: '08:00 2/1',
    },
    {
      claim: 'goes offline exactly at three heartbeats',
      counting: area(source(sensor, { heartbeatMs: 20 * MINUTE_MS })),
      readings: [count(sensor, '09:00', 2)],
      expected: '08:00 ?/0 | 09:00 2/1 | 10:00 ?/0',
    },
    {
      claim: 'stays online when it is heard a millisecond before three heartbeats have passed',
      counting: area(source(sensor, { heartbeatMs: 20 * MINUTE_MS })),
      readings: [count(sensor, '09:00', 2), heartbeat(sensor, '09:59:59.999')],
      expected: '08:00 ?/0 | 09:00 2/1 | 10:59:59.999 ?/0',
    },
    {
      claim: 'stays online when it is heard at the instant three heartbeats have passed',
      counting: area(source(sensor, { heartbeatMs: 20 * MINUTE_MS })),
      readings: [count(sensor, '09:00', 2), heartbeat(sensor, '10:00')],
      expected: '08:00 ?/0 | 09:00 2/1 | 11:00 ?/0',
    },
    {
      claim: 'comes back by a heartbeat with its last count',
      counting: area(source(sensor, { heartbeatMs: 10 * MINUTE_MS })),
      readings: [count(sensor, '09:00', 2), heartbeat(sensor, '11:45')],
      expected: '08:00 ?/0 | 09:00 2/1 | 09:30 ?/0 | 11:45 2/1',
    },
    {
      claim: 'carries its silence in from the day before',
      counting: area(source(sensor, hourly)),
      readings: [count(sensor, '2024-05-13T23:59', 2), heartbeat(sensor, '09:00')],
      expected: '08:00 ?/0 | 09:00 2/1',
    },
    {
      claim: 'is offline from its own word until its next reading',
      counting: area(source(sensor)),
      readings: [count(sensor, '08:00', 2), health(sensor, '09:00', 'offline'), heartbeat(sensor, '10:00')],
      expected: '08:00 2/1 | 09:00 ?/0 | 10:00 2/1',
    },
    {
      claim: 'carries its own word in from the day before',
      counting: area(source(sensor)),
      readings: [count(sensor, '2024-05-13T08:00', 2), health(sensor, '2024-05-13T09:00', 'offline')],
      expected: '08:00 ?/0',
    },
    {
      claim: 'is ruled by its word at an instant with other readings, which still count later',
      counting: area(source(sensor)),
      readings: [
        count(sensor, '09:00', 2, { seq: 9 }),
        health(sensor, '09:00', 'offline'),
        heartbeat(sensor, '10:00'),
      ],
      expected: '08:00 ?/0 | 10:00 2/1',
    },
    {
      claim: 'is ruled by the word with the highest seq of an instant',
      counting: area(source(sensor)),
      readings: [
        count(sensor, '08:00', 2),
        health(sensor, '09:00', 'offline', 2),
        health(sensor, '09:00', 'healthy', 1),
        health(sensor, '10:00', 'offline'),
        health(sensor, '10:00', 'healthy', -5),
      ],
      expected: '08:00 2/1 | 09:00 ?/0 | 10:00 2/1',
    },
    {
      claim: 'counts as online when degraded, and the heartbeat rule still runs after that',
      counting: area(source(sensor, { heartbeatMs: 20 * MINUTE_MS })),
      readings: [
        count(sensor, '08:00', 2),
        health(sensor, '08:30', 'degraded'),
        health(sensor, '10:00', 'healthy'),
      ],
      expected: '08:00 2/1 | 09:30 ?/0 | 10:00 2/1 | 11:00 ?/0',
    },
    {
      claim: 'is taken at the count with the highest seq of an instant',
      counting: area(source(sensor)),
      readings: [
        count(sensor, '09:00', 7, { seq: 2 }),
        count(sensor, '09:00', 4, { seq: 1 }),
        count(sensor, '09:00', 9),
      ],
      expected: '08:00 ?/0 | 09:00 7/1',
    },
    {
      claim: 'speaks for the space only while it covers it',
      counting: area(source(sensor, { from: at('09:00'), until: at('11:00') })),
      readings: [count(sensor, '08:30', 2), count(sensor, '10:00', 3), count(sensor, '11:30', 4)],
      expected: '08:00 ?/0 | 09:00 2/1 | 10:00 3/1 | 11:00 ?/0',
    },
    {
      claim: 'speaks for the space in each of its spans, once where they overlap',
      counting: area(
        source(sensor, { from: at('11:00') }),
        source(sensor, { until: at('09:00') }),
        source(sensor, { from: at('08:30'), until: at('10:00') }),
      ),
      readings: [count(sensor, '07:00', 2)],
      expected: '08:00 2/1 | 10:00 ?/0 | 11:00 2/1',
    },
    {
      claim: 'that no longer covers the space adds nothing',
      counting: area(source(sensor, { until: at('08:00') })),
      readings: [count(sensor, '07:00', 2)],
      expected: '08:00 ?/0',
    },
  ])('$claim', ({ counting, readings, expected }) => {
    const history = fold(counting, readings)

    expect(line(history)).toBe(expected)
  })
})

describe('a space with several sensors', () => {
  test('counts the sum of those that are online and have counted it', () => {
    const counting = area(source(sensor), source(second, { heartbeatMs: 30 * MINUTE_MS }))
    const readings = [
      count(sensor, '09:00', 2),
      heartbeat(second, '09:30'),
      count(second, '10:00', 3),
      count(sensor, '10:00', 1),
    ]

    const history = fold(counting, readings)

    expect(line(history)).toBe('08:00 ?/0 | 09:00 2/1 | 09:30 2/2 | 10:00 4/2 | 11:30 1/1')
    expect(flows(history)).toBe('10:00 +2 -0 | 11:30 +0 -3')
  })

  test('is at its ceiling while any sensor that adds to it is at its own', () => {
    const counting = area(source(sensor), source(second, { type: 'waffle', heartbeatMs: 20 * MINUTE_MS }))
    const readings = [
      count(sensor, '08:00', 3),
      count(second, '09:00', 3),
      count(sensor, '11:00', 3, { capped: true }),
    ]

    expect(line(fold(counting, readings))).toBe('08:00 3/1 | 09:00 6/2+ | 10:00 3/1 | 11:00 3/1+')
  })
})

describe('a space without doorways', () => {
  test('takes rises and falls between adjacent known counts for flows, the one into the interval too', () => {
    const readings = [
      count(sensor, '07:59', 1),
      count(sensor, '08:00', 4),
      count(sensor, '09:00', 2),
      health(sensor, '10:00', 'offline'),
      count(sensor, '11:00', 8),
    ]

    const history = fold(area(source(sensor)), readings)

    expect(history.before).toBe(1)
    expect(flows(history)).toBe('08:00 +3 -0 | 09:00 +0 -2')
  })

  test('takes no rise from a first count', () => {
    const history = fold(area(source(sensor)), [count(sensor, '08:00', 4)])

    expect(history.before).toBeNull()
    expect(history.flows).toEqual([])
  })
})

describe('a space with sensors and doorways', () => {
  test('is counted by its sensors alone and takes its flows from its doorways', () => {
    const doorways = [through(door, { placement: -1, until: at('11:00') })]
    const counting: Counting = { kind: 'area', space: room, sources: [source(sensor)], doorways }
    const readings = [
      count(sensor, '09:00', 2),
      count(sensor, '10:00', 5),
      crossing(door, '10:30', -2),
      crossing(door, '11:00', 4),
    ]

    const history = fold(counting, readings)

    expect(line(history)).toBe('08:00 ?/0 | 09:00 2/1 | 10:00 5/1')
    expect(flows(history)).toBe('10:30 +2 -0')
    expect(expectedSensors(counting)).toEqual([{ subject: sensor, from: -Infinity, until: Infinity }])
  })
})

describe('an Entry space', () => {
  test('starts at 0 with the first sign of life, sums crossings and is never below 0', () => {
    const readings = [
      heartbeat(door, '08:30'),
      crossing(door, '09:00', 3),
      crossing(door, '10:00', -4),
      crossing(door, '11:00', 1),
    ]

    const history = fold(entry(), readings)

    expect(line(history)).toBe('08:00 ?/0 | 08:30 0/1 | 09:00 3/1 | 10:00 0/1 | 11:00 1/1')
    expect(flows(history)).toBe('09:00 +3 -0 | 10:00 +0 -4 | 11:00 +1 -0')
  })

  test('becomes known by a crossing', () => {
    const history = fold(entry(), [crossing(door, '09:00', 2)])

    expect(line(history)).toBe('08:00 ?/0 | 09:00 2/1')
  })

  test('sums all crossings of an instant before it clamps them', () => {
    const readings = [
      crossing(door, '09:00', -5),
      crossing(door, '09:00', 6),
      crossing(backDoor, '09:00', -2, { seq: 3 }),
    ]
    const sources = [through(door), through(backDoor, { placement: -1 })]

    const history = fold(entry({ sources }), readings)

    expect(line(history)).toBe('08:00 ?/0 | 09:00 3/2')
    expect(flows(history)).toBe('09:00 +8 -5')
  })

  test('nets a doorway with both sides in the space, and counts its sensor once', () => {
    const sources = [through(door), through(door, { placement: -1 })]

    const history = fold(entry({ sources }), [crossing(door, '09:00', 2)])

    expect(line(history)).toBe('08:00 ?/0 | 09:00 0/1')
    expect(flows(history)).toBe('09:00 +2 -2')
    expect(expectedSensors(entry({ sources }))).toHaveLength(1)
  })

  test('takes the daily reset first, then the crossings, then the last person’s word of an instant', () => {
    const nineOClock = { dailyResetMinutes: 9 * 60 }
    const before = [crossing(door, '08:30', 5)]

    expect(line(fold(entry(nineOClock), before))).toBe('08:00 ?/0 | 08:30 5/1 | 09:00 0/1')
    expect(line(fold(entry(nineOClock), [...before, crossing(door, '09:00', 2)]))).toBe(
      '08:00 ?/0 | 08:30 5/1 | 09:00 2/1',
    )
    const words = [reset('09:00', 7, 1), reset('09:00', 8)]
    expect(line(fold(entry(nineOClock), [...before, crossing(door, '09:00', 2), ...words]))).toBe(
      '08:00 ?/0 | 08:30 5/1 | 09:00 7/1',
    )
  })

  test('goes on counting while it is unknown', () => {
    const sources = [through(door)]
    const readings = [
      crossing(door, '08:00', 5),
      health(door, '09:00', 'offline'),
      crossing(door, '10:00', 1, { seq: 1 }),
      health(door, '10:00', 'offline'),
      reset('10:30', 9),
      heartbeat(door, '11:00'),
    ]

    const history = fold(entry({ sources }), readings)

    expect(line(history)).toBe('08:00 5/1 | 09:00 ?/0 | 11:00 9/1')
    expect(flows(history)).toBe('08:00 +5 -0 | 10:00 +1 -0')
  })

  test('does not become known by a person’s word', () => {
    expect(line(fold(entry(), [reset('09:00', 4)]))).toBe('08:00 ?/0')
  })

  test('is known while one of its doorways is heard', () => {
    const sources = [through(door, { heartbeatMs: 20 * MINUTE_MS }), through(backDoor)]
    const readings = [crossing(door, '08:00', 1), crossing(backDoor, '10:00', 1)]

    expect(line(fold(entry({ sources }), readings))).toBe('08:00 1/1 | 09:00 ?/0 | 10:00 2/1')
  })

  test('counts the crossings of a sensor, and knows of its being online, only while it is on the doorway', () => {
    const sources = [
      through(sensor, { until: at('09:30') }),
      through(second, { from: at('09:30'), until: at('11:00'), heartbeatMs: HOUR_MS }),
      through(sensor, { from: at('11:30'), placement: -1 }),
    ]
    const readings = [
      crossing(sensor, '09:00', 5),
      crossing(second, '09:29:59.999', 7),
      crossing(sensor, '09:30', 7),
      crossing(second, '09:30', 1),
      crossing(second, '11:00', 7),
      crossing(sensor, '11:29:59.999', 7),
      crossing(sensor, '11:30', 2),
    ]

    const history = fold(entry({ sources }), readings)

    expect(line(history)).toBe('08:00 ?/0 | 09:00 5/1 | 09:30 6/1 | 11:00 ?/0 | 11:30 4/1')
    expect(flows(history)).toBe('09:00 +5 -0 | 09:30 +1 -0 | 11:30 +0 -2')
    expect(expectedSensors(entry({ sources }))).toEqual([
      { subject: sensor, from: -Infinity, until: at('09:30') },
      { subject: sensor, from: at('11:30'), until: Infinity },
      { subject: second, from: at('09:30'), until: at('11:00') },
    ])
  })

  test('is unknown once no source speaks for its doorways any more, and keeps what they counted', () => {
    const sources = [through(door, { until: at('10:00') })]

    const history = fold(entry({ sources }), [crossing(door, '09:00', 2), crossing(door, '11:00', 3)])

    expect(line(history)).toBe('08:00 ?/0 | 09:00 2/1 | 10:00 ?/0')
    expect(flows(history)).toBe('09:00 +2 -0')
  })

  test('knows the count before a reset that an interval begins with', () => {
    const day = { start: at('00:00'), end: at('2024-05-15T00:00') }
    const readings = [crossing(door, '2024-05-13T12:00', 5)]

    const history = fold(entry(), readings, day)

    expect(history.before).toBe(5)
    expect(line(history)).toBe('00:00 0/1')
    expect(history.flows).toEqual([])
    expect(evidenceOf(entry(), day).get(door)).toEqual({ from: 19_856, until: 19_858 })
  })

  test('is reset at the local time of day, on days of 23 and 25 hours too', () => {
    const newYork = entry({ timeZone: 'America/New_York', dailyResetMinutes: 150 })
    const spring = { start: at('2024-03-10T00:00'), end: at('2024-03-11T12:00') }
    const autumn = { start: at('2024-11-03T00:00'), end: at('2024-11-04T12:00') }
    const crossings = (first: string, next: string) => [crossing(door, first, 3), crossing(door, next, 4)]

    const skipped = fold(newYork, crossings('2024-03-10T00:00', '2024-03-10T12:00'), spring)
    const repeated = fold(newYork, crossings('2024-11-03T00:00', '2024-11-03T12:00'), autumn)

    expect(line(skipped)).toBe('00:00 3/1 | 07:00 0/1 | 12:00 4/1 | 06:30 0/1')
    expect(line(repeated)).toBe('00:00 3/1 | 07:30 0/1 | 12:00 4/1 | 07:30 0/1')
  })
})

describe('a parent', () => {
  const first = area(source(sensor, { type: 'waffle' }))
  const hall = entry({ space: lobby })
  const parent: Counting = { kind: 'sum', space: 9, leaves: [first, hall] }

  test('is known while one of its children is, and has no ceiling', () => {
    const readings = [
      count(sensor, '09:00', 3),
      crossing(door, '10:00', 2),
      health(sensor, '11:00', 'offline'),
    ]

    const history = fold(parent, readings)

    expect(line(history)).toBe('08:00 ?/0 | 09:00 3/1 | 10:00 5/2 | 11:00 2/1')
    expect(flows(history)).toBe('10:00 +2 -0 | 11:00 +0 -3')
  })

  test('falls with a child’s daily reset, at the start of an interval too', () => {
    const readings = [crossing(door, '2024-05-13T12:00', 5), count(sensor, '2024-05-13T12:00', 1)]

    const history = fold(parent, readings, { start: at('00:00'), end: at('12:00') })

    expect(history.before).toBe(6)
    expect(line(history)).toBe('00:00 1/2')
    expect(flows(history)).toBe('00:00 +0 -5')
  })

  test('expects a sensor over two children once, for as long as it is over either', () => {
    const leaves = [
      area(source(sensor, { until: at('09:00') })),
      { ...area(source(sensor, { from: at('09:00'), until: at('10:00') })), space: other },
      { ...area(source(sensor, { from: at('11:00') })), space: lobby },
    ]
    const counting: Counting = { kind: 'sum', space: 9, leaves }
    const readings = [count(sensor, '07:00', 2), count(sensor, '07:00', 4, { space: other })]

    const history = fold(counting, readings)

    expect(line(history)).toBe('08:00 2/1 | 09:00 4/1 | 10:00 ?/0 | 11:00 ?/1')
    expect(expectedSensors(counting)).toEqual([
      { subject: sensor, from: -Infinity, until: at('10:00') },
      { subject: sensor, from: at('11:00'), until: Infinity },
    ])
  })
})
