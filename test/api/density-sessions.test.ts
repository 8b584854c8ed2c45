import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/domain/time/interval.ts'
import { openSqliteStore } from '../../src/storage/sqlite/sqlite-store.ts'
import { count, crossing, health, onlyRow, openSite, type Site, type Wire } from './site.ts'

interface Session {
  readonly start_time: string
  readonly end_time: string
  readonly session_type: string
}
type Sessions = Record<string, { readonly sessions: readonly Session[] }>

let site: Site
let directory: string

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'headcount-sessions-'))
  const store = await openSqliteStore({ directory })
  site = await openSite('2024-12-01T00:00:00Z', { store })
})
afterAll(async () => {
  await site.close()
  await rm(directory, { recursive: true })
})

const ask = (body: Wire) => site.ask<Sessions>('sessions/raw', body)
const day = { start_date: '2024-05-01T00:00:00', end_date: '2024-05-01T23:59:59' }
const at = (time: string) => `2024-05-01T${time}-07:00`

async function openArea(id: string, fields: Wire = {}): Promise<void> {
  await site.space(id, { time_zone: 'America/Los_Angeles', ...fields })
  await site.sensor(id, { sensor_type: 'oa', space_id: id })
}

describe('raw sessions', () => {
  test('are the stretches with somebody there, with the offset of the space', async () => {
    await openArea('spc_offsets')
    await site.send([
      count('spc_offsets', at('09:02:11'), 1),
      count('spc_offsets', at('09:30:00'), 3),
      count('spc_offsets', at('10:00:00.250'), 0),
      count('spc_offsets', at('11:00:00'), 1),
      count('spc_offsets', at('11:00:01'), 0),
    ])

    expect(await ask({ ...day, space_ids: ['spc_offsets'] })).toEqual({
      spc_offsets: {
        sessions: [
          {
            start_time: '2024-05-01T09:02:11-07:00',
            end_time: '2024-05-01T10:00:00.250-07:00',
            session_type: '1',
          },
          {
            start_time: '2024-05-01T11:00:00-07:00',
            end_time: '2024-05-01T11:00:01-07:00',
            session_type: '1',
          },
        ],
      },
    })
  })

  test('have the offset that holds at each of their ends', async () => {
    await openArea('spc_change')
    await site.send([
      count('spc_change', '2024-11-03T08:30:00Z', 1),
      count('spc_change', '2024-11-03T09:30:00Z', 0),
    ])
    const range = { start_date: '2024-11-03T00:00:00', end_date: '2024-11-03T23:59:59' }

    const { spc_change } = await ask({ ...range, space_ids: ['spc_change'] })

    expect(spc_change?.sessions).toEqual([
      {
        start_time: '2024-11-03T01:30:00-07:00',
        end_time: '2024-11-03T01:30:00-08:00',
        session_type: '1',
      },
    ])
  })

  test('are clipped to the range, whose ends are rounded up to the minute', async () => {
    await openArea('spc_clip')
    await site.send([count('spc_clip', at('08:00'), 1), count('spc_clip', at('18:00'), 0)])
    const range = { start_date: '2024-05-01T09:30:45', end_date: '2024-05-01T09:31:02' }

    const { spc_clip } = await ask({ ...range, space_ids: ['spc_clip'] })

    expect(spc_clip?.sessions).toEqual([
      { start_time: '2024-05-01T09:31:00-07:00', end_time: '2024-05-01T09:32:00-07:00', session_type: '1' },
    ])
  })

  test('of adjoining windows neither overlap nor leave a gap', async () => {
    await openArea('spc_windows')
    await site.send([count('spc_windows', at('08:00'), 1), count('spc_windows', at('18:00'), 0)])
    const spans = async (start: string, end: string) => {
      const range = { start_date: `2024-05-01T${start}`, end_date: `2024-05-01T${end}` }
      const { spc_windows } = await ask({ ...range, space_ids: ['spc_windows'] })
      return spc_windows?.sessions.map(({ start_time, end_time }) => [start_time, end_time])
    }

    expect(await spans('09:00:00', '17:00:00')).toEqual([[at('09:00:00'), at('17:00:00')]])
    expect(await spans('17:00:00', '23:59:59')).toEqual([[at('17:00:00'), at('18:00:00')]])
  })

  test('end with unobserved time, and the open one ends now', async () => {
    await openArea('spc_open')
    await site.send([
      count('spc_open', at('08:00'), 1),
      health('spc_open', at('09:00'), 'offline'),
      count('spc_open', at('10:00'), 2),
    ])
    site.setNow(at('10:15:30'))

    const { spc_open } = await ask({ ...day, space_ids: ['spc_open'] })
    site.setNow('2024-12-01T00:00:00Z')

    expect(spc_open?.sessions.map(({ start_time, end_time }) => [start_time, end_time])).toEqual([
      ['2024-05-01T08:00:00-07:00', '2024-05-01T09:00:00-07:00'],
      ['2024-05-01T10:00:00-07:00', '2024-05-01T10:15:30-07:00'],
    ])
  })

  test('are those of every space that counts: Entry, Waffle and parents', async () => {
    await site.space('spc_floor', { space_type: 'floor' })
    const inside = { parent_id: 'spc_floor' }
    await site.space('spc_lobby', inside)
    await site.space('spc_desk', inside)
    await site.sensor('DOOR', { sensor_type: 'entry' })
    const spaces = [{ id: 'spc_lobby', sensor_placement: 1 }]
    await site.doorway('drw_a', { sensor_serial_number: 'DOOR', spaces })
    await site.sensor('DESK', { sensor_type: 'waffle', space_id: 'spc_desk' })
    await site.send([crossing('DOOR', at('09:00'), 1), count('DESK', at('09:00'), 1)])

    const { spc_floor, spc_lobby, spc_desk } = await ask({ ...day, space_ids: ['spc_floor'] })

    const spans = (each: typeof spc_floor) =>
      each?.sessions.map(({ start_time, end_time }) => [start_time, end_time].map((time) => Date.parse(time)))
    const end = Date.parse('2024-05-02T04:00:00Z')
    const nine = Date.parse(at('09:00'))
    expect(spans(spc_lobby)).toEqual([[nine, end]])
    expect(spans(spc_desk)?.[0]?.[0]).toBe(nine)
    expect(spans(spc_floor)?.[0]?.[0]).toBe(nine)
  })

  test('are asked for at most 60 days, which clock changes do not shorten', async () => {
    const over = (end_date: string) =>
      site.density('sessions/raw', { start_date: '2024-10-01T00:00:00', end_date })

    const [most, more] = [await over('2024-11-30T00:00:00'), await over('2024-11-30T00:00:01')]

    expect([most.statusCode, more.statusCode]).toEqual([200, 400])
    expect(more.json().message).toContain('at most 60 days')
  })

  test.each([
    [{ start_date: '2024-05-01', end_date: '2024-05-02T00:00:00' }, '`start_date`'],
    [{ start_date: '2024-05-01T00:00:00' }, '`end_date`'],
    [{ start_date: '2024-05-02T00:00:00', end_date: '2024-05-01T00:00:00' }, 'end_date'],
  ])('for %j are refused', async (body, field) => {
    const response = await site.density('sessions/raw', body)

    expect(response.statusCode).toBe(400)
    expect(response.json()).toEqual({ code: 400, message: expect.stringContaining(field) })
  })

  test('that are many are streamed and are one JSON object', async () => {
    await openArea('spc_many')
    const start = Date.parse('2024-05-01T07:00:00Z')
    await site.send(
      Array.from({ length: 6_000 }, (_, index) => count('spc_many', start + index * 10_000, (index + 1) % 2)),
    )

    const response = await site.density('sessions/raw', { ...day, space_ids: ['spc_many'] })

    expect(response.headers['content-length']).toBeUndefined()
    expect(response.json()['spc_many'].sessions).toHaveLength(3_000)
  })
})

/** Readings of one sensor during the two days around a change of clocks, some of them at the same instant. */
const window = { start: Date.parse('2024-11-02T12:00:00Z'), end: Date.parse('2024-11-04T12:00:00Z') }
const instant = fc.oneof(
  fc.integer({ min: window.start, max: window.end }),
  fc.nat(48 * 4).map((quarters) => window.start + quarters * 15 * MINUTE_MS),
)
const reading = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ type: fc.constant('count'), at: instant, count: fc.nat(3), seq: fc.nat(9_999) }),
  },
  fc.record({
    type: fc.constant('health'),
    at: instant,
    status: fc.constantFrom('healthy', 'degraded', 'offline'),
    seq: fc.nat(9_999),
  }),
)
const history = fc.uniqueArray(reading, {
  maxLength: 40,
  selector: ({ type, at: when, seq }) => `${type} ${when} ${seq}`,
})
const range = fc
  .tuple(fc.nat(47 * 60), fc.integer({ min: 1, max: 2 * 24 * 60 }))
  .map(([after, length]) => ({ from: window.start + after * MINUTE_MS, minutes: length }))

test('the sessions of a space add up to its time used, exactly', async () => {
  let spaces = 0
  const run = async (heartbeat: number | null, readings: readonly Wire[], from: number, minutes: number) => {
    const id = `spc_random_${spaces++}`
    await site.space(id)
    await site.sensor(id, { sensor_type: 'oa', space_id: id, heartbeat_seconds: heartbeat })
    await site.send(readings.map((each) => ({ ...each, sensor: id })))
    const body = {
      start_date: new Date(from).toISOString(),
      end_date: new Date(from + (minutes - 1) * MINUTE_MS).toISOString(),
      space_ids: [id],
    }
    const whole = { ...body, end_date: new Date(from + minutes * MINUTE_MS).toISOString() }
    const sessions = (await ask(whole))[id]?.sessions ?? []
    return { sessions, used: onlyRow(await site.ask('time-used', body), id)['time_used_raw'] }
  }
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(null, 600, 3_600),
      history,
      range,
      async (heartbeat, readings, { from, minutes }) => {
        const { sessions, used } = await run(heartbeat, readings, from, minutes)

        const spans = sessions.map((each) => [Date.parse(each.start_time), Date.parse(each.end_time)])
        expect(spans.reduce((sum, [start = 0, end = 0]) => sum + end - start, 0)).toBe(used)
        const edges = spans.flat()
        expect(edges).toEqual(edges.toSorted((a, b) => a - b))
        expect(new Set(edges).size).toBe(edges.length)
        expect(edges.every((edge) => edge >= from && edge <= from + minutes * MINUTE_MS)).toBe(true)
      },
    ),
    { numRuns: 60 },
  )
  expect(spaces).toBeGreaterThanOrEqual(60)
}, 60_000)

test('time used is the same hour by hour as in one', async () => {
  await openArea('spc_hours')
  const start = Date.parse('2024-05-01T07:00:00Z')
  const odd = Array.from({ length: 400 }, (_, index) =>
    count('spc_hours', start + index * 211_777, index % 3),
  )
  await site.send(odd)
  const body = { ...day, space_ids: ['spc_hours'] }

  const hours = Object.values(
    (await site.ask('time-used', { ...body, time_resolution: 'hour' }))['spc_hours'] ?? {},
  )
  const total = onlyRow(await site.ask('time-used', body), 'spc_hours')

  expect(hours).toHaveLength(DAY_MS / HOUR_MS)
  expect(hours.reduce((sum, row) => sum + Number(row['time_used_raw']), 0)).toBe(total['time_used_raw'])
})
