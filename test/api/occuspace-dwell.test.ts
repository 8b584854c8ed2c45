import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MINUTE_MS } from '../../src/domain/time/interval.ts'
import { area, day, lobby, point } from './place.ts'
import { count, crossing, onlyRow, openSite, type Site, type Wire } from './site.ts'

let site: Site

beforeAll(async () => {
  site = await openSite('2024-06-01T00:00:00Z')
})
afterAll(() => site.close())

const at = (time: string) => `2024-05-01T${time}-04:00`

describe('dwell time', () => {
  test('matches visits first in, first out', async () => {
    const hall = await lobby(site)
    await site.send([
      crossing(hall.sensor, at('09:00'), 1),
      crossing(hall.sensor, at('09:10'), 1),
      crossing(hall.sensor, at('09:30'), -1),
      crossing(hall.sensor, at('09:50'), -1),
      crossing(hall.sensor, at('10:00'), 1),
    ])

    // 09:00 to 09:30 and 09:10 to 09:50; who came at 10:00 is still there at midnight.
    expect(await point(site, hall, 'dwell_time')).toEqual({ average: 35 * 60, peak: 40 * 60 })
  })

  test.each([
    ['180.000', '00:03:00.000', null],
    ['180.001', '00:03:00.001', 180],
  ])('of %s seconds counts only beyond three minutes', async (_seconds, end, average) => {
    const hall = await lobby(site)
    await site.send([
      crossing(hall.sensor, '2024-05-01T09:00:00-04:00', 1),
      crossing(hall.sensor, `2024-05-01T09:${end.slice(3)}-04:00`, -1),
    ])

    expect(await point(site, hall, 'dwell_time')).toEqual({
      average,
      peak: average === null ? null : 180.001,
    })
  })

  test('without a doorway is of the rises and falls of the count', async () => {
    const room = await area(site)
    await site.send([
      count(room.sensor, at('08:00'), 0),
      count(room.sensor, at('09:00'), 2),
      count(room.sensor, at('09:20'), 1),
      count(room.sensor, at('10:00'), 0),
    ])

    expect(await point(site, room, 'dwell_time')).toEqual({ average: 40 * 60, peak: 60 * 60 })
  })

  test('belongs to the hour in which the visit began, with its whole length', async () => {
    const hall = await lobby(site)
    await site.send([
      crossing(hall.sensor, at('09:50'), 1),
      crossing(hall.sensor, at('10:10'), 1),
      crossing(hall.sensor, at('11:00'), -1, { n: 2 }),
    ])
    const hour = (value: number) => ({ ...day, start_hour_filter: value, end_hour_filter: value })

    expect(await point(site, hall, 'dwell_time', hour(9))).toEqual({ average: 70 * 60, peak: 70 * 60 })
    expect(await point(site, hall, 'dwell_time', hour(10))).toEqual({ average: 50 * 60, peak: 50 * 60 })
    expect(await point(site, hall, 'dwell_time', hour(11))).toEqual({ average: null, peak: null })
  })

  test('drops a visit that is open at the daily reset, wherever that is', async () => {
    const hall = await lobby(site, { daily_reset: '04:00' })
    await site.send([
      crossing(hall.sensor, '2024-05-01T23:00:00-04:00', 1),
      crossing(hall.sensor, '2024-05-02T01:00:00-04:00', -1),
      crossing(hall.sensor, '2024-05-02T03:00:00-04:00', 1),
      crossing(hall.sensor, '2024-05-02T05:00:00-04:00', -1),
    ])

    const { data } = await site.metric(hall.location, 'dwell_time', { ...day, end_date: '2024-05-02' })

    expect(data.map(({ average }) => average)).toEqual([7_200, null])
  })

  test('of a day whose reset has not come has no point', async () => {
    const hall = await lobby(site, { daily_reset: '04:00' })
    const pointsAt = async (now: string) => {
      site.setNow(now)
      const { data } = await site.metric(hall.location, 'dwell_time', { ...day, end_date: '2024-05-09' })
      return data.length
    }

    const lengths = [await pointsAt('2024-05-02T03:59:59-04:00'), await pointsAt('2024-05-02T04:00:00-04:00')]
    site.setNow('2024-06-01T00:00:00Z')

    expect(lengths).toEqual([0, 1])
  })

  test('of a week leaves the unfinished day out', async () => {
    const hall = await lobby(site)
    await site.send([
      crossing(hall.sensor, at('09:00'), 1),
      crossing(hall.sensor, at('10:00'), -1),
      crossing(hall.sensor, '2024-05-02T09:00:00-04:00', 1),
      crossing(hall.sensor, '2024-05-02T09:10:00-04:00', -1),
    ])
    site.setNow('2024-05-02T12:00:00-04:00')

    const week = await point(site, hall, 'dwell_time', { ...day, end_date: '2024-05-05', interval: 'weekly' })
    site.setNow('2024-06-01T00:00:00Z')

    expect(week).toEqual({ average: 3_600, peak: 3_600 })
  })

  test("agrees with Little's law on a closed day", async () => {
    const stay = fc.record({
      from: fc.integer({ min: 0, max: 600 }),
      minutes: fc.integer({ min: 4, max: 300 }),
    })
    const start = Date.parse(at('06:00'))
    await fc.assert(
      fc.asyncProperty(fc.array(stay, { minLength: 1, maxLength: 12 }), async (stays) => {
        const hall = await lobby(site)
        // The k-th way in and the k-th way out are as far apart as the shortest stay or more: no pair is too short.
        const steps = stays.flatMap(({ from, minutes }, index) => [
          crossing(hall.sensor, start + from * MINUTE_MS, 1, { seq: index }),
          crossing(hall.sensor, start + (from + minutes) * MINUTE_MS, -1, { seq: index }),
        ])
        await site.send(steps)

        const [dwell, traffic] = [await point(site, hall, 'dwell_time'), await point(site, hall, 'traffic')]

        const range = { start_date: '2024-05-01T00:00:00', end_date: '2024-05-01T23:59:59' }
        const body = { ...range, space_ids: [hall.id], time_resolution: 'day' }
        const { occupancy_avg } = onlyRow(await site.ask('occupancy', body), hall.id)
        const observedS = (Date.parse('2024-05-02T00:00:00-04:00') - firstOf(steps)) / 1_000
        const little = (Number(occupancy_avg) * observedS) / Number(traffic['visits'])
        expect(Math.abs(Number(dwell['average']) - little)).toBeLessThan(0.006)
      }),
      { numRuns: 25 },
    )
  })
})

const firstOf = (steps: readonly Wire[]) => Math.min(...steps.map((step) => Number(step['at'])))
