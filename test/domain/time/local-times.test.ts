import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LocalTimes } from '../../../src/domain/time/local-times.ts'
import { zoneOf } from '../../../src/domain/time/zone.ts'

const zone = zoneOf('America/Los_Angeles')
const utc = (at: number | null) => (at === null ? null : new Date(at).toISOString().slice(5, 16))

/** The instants of labels, each as `MM-DDTHH:MM` in UTC, in the order of the labels. */
function instantsOf(
  labels: readonly string[],
  series: (index: number) => string = () => '',
): (string | null)[] {
  const times = new LocalTimes(zone)
  const instants: (string | null)[] = []
  labels.forEach((label, index) => {
    times.resolve(series(index), Date.parse(`2022-${label}Z`), (at) => {
      instants[index] = utc(at)
    })
  })
  times.end()
  return instants
}

describe('local times without offset', () => {
  test('are read on the wall clock of the zone', () => {
    expect(instantsOf(['07-01T12:00', '12-01T12:00'])).toEqual(['07-01T19:00', '12-01T20:00'])
  })

  test('that clocks skipped have no instant', () => {
    expect(instantsOf(['03-13T01:59', '03-13T02:30', '03-13T03:00'])).toEqual([
      '03-13T09:59',
      null,
      '03-13T10:00',
    ])
  })

  test('that stand twice in an ascending file come in the order of time', () => {
    const labels = ['11-06T00:55', '11-06T01:00', '11-06T01:30', '11-06T01:00', '11-06T01:30', '11-06T02:00']

    expect(instantsOf(labels)).toEqual([
      '11-06T07:55',
      '11-06T08:00',
      '11-06T08:30',
      '11-06T09:00',
      '11-06T09:30',
      '11-06T10:00',
    ])
  })

  test('that stand twice in a descending file come in the reverse order', () => {
    const labels = ['11-06T02:00', '11-06T01:30', '11-06T01:00', '11-06T01:30', '11-06T01:00', '11-06T00:55']

    expect(instantsOf(labels)).toEqual([
      '11-06T10:00',
      '11-06T09:30',
      '11-06T09:00',
      '11-06T08:30',
      '11-06T08:00',
      '11-06T07:55',
    ])
  })

  test('that stand twice next to each other are told apart as well', () => {
    const labels = ['11-06T02:00', '11-06T01:30', '11-06T01:30', '11-06T01:00', '11-06T01:00', '11-06T00:55']

    expect(instantsOf(labels)).toEqual([
      '11-06T10:00',
      '11-06T09:30',
      '11-06T08:30',
      '11-06T09:00',
      '11-06T08:00',
      '11-06T07:55',
    ])
  })

  test('are later once a file has jumped back, also where no label stands twice', () => {
    const labels = ['11-06T00:50', '11-06T01:03', '11-06T01:40', '11-06T01:02', '11-06T01:50', '11-06T02:10']

    expect(instantsOf(labels).slice(1, 5)).toEqual([
      '11-06T08:03',
      '11-06T08:40',
      '11-06T09:02',
      '11-06T09:50',
    ])
  })

  test('go by the first to come where a file has no order', () => {
    const labels = ['07-02T00:00', '07-01T00:00', '08-01T00:00', '11-06T01:30', '07-03T00:00', '11-06T01:30']

    expect(instantsOf(labels).filter((_, index) => index === 3 || index === 5)).toEqual([
      '11-06T08:30',
      '11-06T09:30',
    ])
  })

  test('are told apart in each series by itself', () => {
    const labels = ['11-06T01:00', '11-06T01:00', '11-06T01:30', '11-06T01:30', '11-06T03:00', '11-06T03:00']

    expect(instantsOf(labels, (index) => (index % 2 === 0 ? 'a' : 'b')).slice(0, 4)).toEqual([
      '11-06T08:00',
      '11-06T08:00',
      '11-06T08:30',
      '11-06T08:30',
    ])
  })

  test('of one autumn are no repetition of those of another', () => {
    const times = new LocalTimes(zone)
    const found: (number | null)[] = []
    const labels = ['2022-11-06T01:30:00Z', '2023-11-05T01:30:00Z', '2023-11-05T01:30:00Z']
    for (const label of labels) times.resolve('', Date.parse(label), (at) => found.push(at))
    times.end()

    expect(found).toEqual([
      Date.parse('2022-11-06T08:30:00Z'),
      Date.parse('2023-11-05T08:30:00Z'),
      Date.parse('2023-11-05T09:30:00Z'),
    ])
  })

  test('are instants at once where clocks never change', () => {
    const times = new LocalTimes(zoneOf('UTC'))
    const found: (number | null)[] = []
    times.resolve('', 1_000, (at) => found.push(at))

    expect(found).toEqual([1_000])
  })

  test('come back as the instants they were written from, in files in order and in zones of all kinds', () => {
    const names = [
      'America/Los_Angeles',
      'Europe/London',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
      'America/Sao_Paulo',
    ]
    const start = Date.UTC(2010, 0, 1)
    const scenario = fc.record({
      name: fc.constantFrom(...names),
      // Steps short enough that no series crosses a stretch that repeats in one leap.
      steps: fc.array(fc.integer({ min: 1, max: 29 }), { minLength: 1, maxLength: 200 }),
      near: fc.integer({ min: 0, max: 15 * 365 }),
      minutesBefore: fc.integer({ min: 3 * 60, max: 30 * 60 }),
      descends: fc.boolean(),
    })

    fc.assert(
      fc.property(scenario, ({ name, steps, near, minutesBefore, descends }) => {
        const place = zoneOf(name)
        const anywhere = start + near * 86_400_000
        const change = place.offsetSpanAt(anywhere).until
        // Most begin shortly before clocks change, so that they are in the middle of it.
        let at = (Number.isFinite(change) ? change : anywhere) - minutesBefore * 60_000
        const instants = [
          at - 86_400_000 * 2,
          ...steps.map((step) => (at += step * 60_000)),
          at + 86_400_000 * 2,
        ]
        const series = descends ? instants.toReversed() : instants
        const times = new LocalTimes(place)
        const found = new Map<number, number | null>()
        series.forEach((instant, index) => {
          times.resolve('', place.wallOf(instant), (value) => void found.set(index, value))
        })
        times.end()

        expect(series.map((_, index) => found.get(index))).toEqual(series)
      }),
      { numRuns: 300 },
    )
  })
})
