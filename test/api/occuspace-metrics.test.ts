import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MINUTE_MS } from '../../src/domain/time/interval.ts'
import { area, day, lobby, point } from './place.ts'
import { count, crossing, health, onlyRow, openSite, type Site } from './site.ts'

let site: Site

beforeAll(async () => {
  site = await openSite('2024-06-01T00:00:00Z')
})
afterAll(() => site.close())

const at = (time: string) => `2024-05-01T${time}-04:00`

let floors = 0

describe('occupancy', () => {
  test('averages over the observed time, to two decimals, percents of capacity', async () => {
    const room = await area(site, { capacity: 3 })
    await site.send([
      count(room.sensor, at('09:00'), 2),
      count(room.sensor, at('09:05'), 4),
      count(room.sensor, at('09:10'), 5),
      health(room.sensor, at('09:15'), 'offline'),
    ])

    expect(await point(site, room, 'occupancy')).toEqual({
      average: 3.67,
      peak: 5,
      average_percent: (100 * (11 / 3)) / 3,
      peak_percent: 500 / 3,
    })
  })

  test('has no percents without capacity', async () => {
    const room = await area(site)
    await site.send([count(room.sensor, at('09:00'), 2)])

    expect(await point(site, room, 'occupancy')).toMatchObject({
      average: 2,
      peak: 2,
      average_percent: null,
      peak_percent: null,
    })
  })

  test('of a parent is the sum over time: its peak is the peak of the sum', async () => {
    const floor = { id: `spc_floor_${floors++}`, sensor: '' }
    const location = await site.space(floor.id, { space_type: 'floor', capacity: 99 })
    const [one, two] = [
      await area(site, { parent_id: floor.id, capacity: 6 }),
      await area(site, { parent_id: floor.id, capacity: 4 }),
    ]
    await site.send([
      count(one.sensor, at('09:00'), 5),
      count(one.sensor, at('10:00'), 1),
      count(two.sensor, at('09:00'), 0),
      count(two.sensor, at('10:00'), 4),
    ])

    const { data, capacity } = await site.metric(location, 'occupancy', day)

    expect(capacity).toBe(10)
    expect(data[0]).toMatchObject({ average: 5, peak: 5, average_percent: 50, peak_percent: 50 })
  })
})

describe('traffic', () => {
  test('with a doorway is the crossings inward, whatever the count makes of them', async () => {
    const hall = await lobby(site)
    await site.send([
      crossing(hall.sensor, at('09:00'), 1, { n: 3 }),
      crossing(hall.sensor, at('09:10'), -1, { n: 5 }),
      crossing(hall.sensor, at('11:00'), 1),
      { type: 'reset', space_id: hall.id, at: at('12:00'), count: 40 },
    ])

    expect(await point(site, hall, 'traffic')).toEqual({ visits: 4 })
    const hours = (await site.metric(hall.location, 'traffic', { ...day, interval: 'hourly' })).data
    expect(hours.map(({ visits }) => visits)).toEqual(
      Array.from({ length: 24 }, (_, hour) => (hour === 9 ? 3 : hour === 11 ? 1 : hour < 9 ? null : 0)),
    )
  })

  test('without one is the rises of the count between adjacent known counts', async () => {
    const room = await area(site)
    await site.send([
      count(room.sensor, at('09:00'), 4),
      count(room.sensor, at('09:10'), 6),
      count(room.sensor, at('09:20'), 3),
      count(room.sensor, at('09:30'), 5),
      health(room.sensor, at('09:40'), 'offline'),
      count(room.sensor, at('09:50'), 9),
    ])

    expect(await point(site, room, 'traffic')).toEqual({ visits: 4 })
  })

  test('of a parent without doorways is the rises of its own sum', async () => {
    const id = `spc_floor_${floors++}`
    const location = await site.space(id, { space_type: 'floor' })
    const [one, two] = [await area(site, { parent_id: id }), await area(site, { parent_id: id })]
    await site.send([
      count(one.sensor, at('08:00'), 0),
      count(two.sensor, at('08:00'), 0),
      count(one.sensor, at('09:00'), 2),
      count(one.sensor, at('09:30'), 0),
      count(two.sensor, at('09:30'), 2),
    ])

    expect(await point(site, { id, location, sensor: '' }, 'traffic')).toEqual({ visits: 2 })
  })
})

describe('availability', () => {
  const reading = fc.record({ minute: fc.nat(24 * 60 - 1), second: fc.nat(59_999), people: fc.nat(2) })

  test('is what Density calls time used, bit for bit, on an observed day', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(reading, { maxLength: 20 }), async (readings) => {
        const room = await area(site)
        const midnight = Date.parse(at('00:00'))
        await site.send([
          count(room.sensor, midnight - MINUTE_MS, readings.length % 2),
          ...readings.map(({ minute, second, people }, seq) =>
            count(room.sensor, midnight + minute * MINUTE_MS + second, people, { seq }),
          ),
        ])

        const body = { start_date: '2024-05-01T00:00:00', end_date: '2024-05-01T23:59:59' }
        const used = onlyRow(await site.ask('time-used', { ...body, space_ids: [room.id] }), room.id)
        const { percent } = await point(site, room, 'availability')

        expect(percent).toBe(100 * (1 - Number(used['time_used_percentage'])))
      }),
      { numRuns: 30 },
    )
  })

  test('is of the observed time inside the filter', async () => {
    const room = await area(site)
    await site.send([
      count(room.sensor, at('09:00'), 1),
      count(room.sensor, at('09:20'), 0),
      health(room.sensor, at('09:40'), 'offline'),
    ])

    expect(await point(site, room, 'availability')).toEqual({ percent: 50 })
    expect(await point(site, room, 'availability', { ...day, start_hour_filter: 10 })).toEqual({
      percent: null,
    })
  })
})

test('a reading is in every answer from its acknowledgement on, also a late one', async () => {
  const room = await area(site)
  await site.send([count(room.sensor, at('09:00'), 1), count(room.sensor, at('12:00'), 0)])
  const before = await point(site, room, 'availability')

  await site.send([count(room.sensor, at('10:00'), 0)])

  expect(before).toEqual({ percent: 80 })
  expect(await point(site, room, 'availability')).toEqual({ percent: (100 * 14) / 15 })
})
