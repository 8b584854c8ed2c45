import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { HealthStatus, KnownSensor } from '../../../web/src/api/sensors.ts'
import { byUrgency, countByHealth, filtered, filterOf } from '../../../web/src/pages/sensors/filter.ts'
import {
  type HealthSpan,
  healthStatuses,
  lastTenDays,
  onlineShare,
  spansOf,
  stripsOf,
} from '../../../web/src/pages/sensors/health.ts'
import { dayStarts, timelineOf, timelineTable } from '../../../web/src/pages/sensors/timeline.ts'
import { spaceNamed } from './space.ts'

const status = fc.constantFrom(...healthStatuses)

/** Spans that tile a time. */
const spans = fc
  .array(fc.tuple(status, fc.integer({ min: 1, max: 1_000 })), { maxLength: 30 })
  .map((parts) => {
    let at = 0
    return parts.map(([held, length]): HealthSpan => {
      const start = at
      at += length
      return { status: held, start, end: at }
    })
  })

describe('spans of health', () => {
  it('reach from each change to the next, and the last to the end', () => {
    fc.assert(
      fc.property(spans, (all) => {
        const end = all.at(-1)?.end ?? 0
        const changes = all.map(({ status: held, start }) => ({
          health_status: held,
          timestamp: new Date(start).toISOString(),
        }))
        expect(spansOf(changes, end)).toEqual(all)
      }),
    )
  })

  it('tell which share of the known time a sensor was online', () => {
    fc.assert(
      fc.property(spans, (all) => {
        const instants = all.flatMap(({ status: held, start, end }) => new Array(end - start).fill(held))
        const known = instants.filter((held) => held !== 'unknown').length
        const online = instants.filter((held) => held === 'healthy' || held === 'degraded').length
        expect(onlineShare(all)).toBe(known === 0 ? null : online / known)
      }),
    )
  })
})

describe('strips', () => {
  it('tile the same time, hold every span, and show the worst of those drawn together', () => {
    fc.assert(
      fc.property(spans, fc.integer({ min: 0, max: 500 }), (all, least) => {
        const strips = stripsOf(all, least)
        expect(strips.reduce((sum, { size }) => sum + size, 0)).toBe(all.length)
        let at = 0
        let index = 0
        for (const strip of strips) {
          expect(strip.start).toBe(at)
          const inside = all.slice(index, index + strip.size)
          const worst = healthStatuses.find((known) => inside.some(({ status: held }) => held === known))
          expect(strip.status).toBe(worst)
          expect(strip.end).toBe(inside.at(-1)?.end)
          at = strip.end
          index += strip.size
        }
      }),
    )
  })

  it('are the spans themselves when none is too short', () => {
    fc.assert(
      fc.property(spans, (all) => {
        expect(stripsOf(all, 1)).toEqual(all.map((span) => ({ ...span, size: 1 })))
      }),
    )
  })

  it('of a sensor that flickers all day are few', () => {
    const flicker = Array.from({ length: 10_000 }, (_, index): HealthSpan => {
      const held: HealthStatus = index % 2 === 0 ? 'healthy' : 'offline'
      return { status: held, start: index, end: index + 1 }
    })
    expect(stripsOf(flicker, 100).length).toBeLessThanOrEqual(101)
  })
})

describe('the timeline', () => {
  it('asks for no more than ten days, the last minute in full', () => {
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true, min: new Date(0) }), (date) => {
        const { start, end } = lastTenDays(date.getTime())
        expect(end + 60_000 - start).toBe(10 * 86_400_000)
        expect(end % 60_000).toBe(0)
        expect(date.getTime() - end).toBeLessThan(60_000)
      }),
    )
  })

  it('has its days begin at local midnight, over a clock change too', () => {
    const starts = dayStarts(
      Date.parse('2026-10-31T12:00:00Z'),
      Date.parse('2026-11-03T12:00:00Z'),
      'America/New_York',
    )
    expect(starts.map((at) => new Date(at).toISOString())).toEqual([
      '2026-11-01T04:00:00.000Z',
      '2026-11-02T05:00:00.000Z',
      '2026-11-03T05:00:00.000Z',
    ])
  })

  it('has a row for each sensor, in order, and the same as a table', () => {
    const histories = {
      S2: [{ health_status: 'healthy', timestamp: '2026-03-01T00:00:00Z' }],
      S1: [
        { health_status: 'unknown', timestamp: '2026-03-01T00:00:00Z' },
        { health_status: 'offline', timestamp: '2026-03-01T01:00:00Z' },
      ],
    } as const
    const time = { start: Date.parse('2026-03-01T00:00:00Z'), end: Date.parse('2026-03-01T03:00:00Z') }
    const timeline = timelineOf(histories, ['S1', 'S2', 'S3'], time, () => 'UTC')
    expect(timeline.rows.map(({ serial, spans: held }) => [serial, held.length])).toEqual([
      ['S1', 2],
      ['S2', 1],
      ['S3', 0],
    ])
    expect(timelineTable(timeline).rows[1]).toEqual([
      'S1',
      'Offline',
      { at: Date.parse('2026-03-01T01:00:00Z'), zone: 'UTC' },
      { at: Date.parse('2026-03-01T03:00:00Z'), zone: 'UTC' },
      'UTC',
      '2026-03-01T01:00:00Z',
      '2026-03-01T03:00:00Z',
    ])
  })
})

describe('the table of sensors', () => {
  const building = spaceNamed('bld', { space_type: 'building', name: 'Tower' })
  const room = spaceNamed('room', { parent_id: 'bld', name: 'Oak Room' })
  const tree = {
    space: (id: string) => [building, room].find((space) => space.id === id),
    ancestors: (id: string) => (id === 'room' ? [building] : []),
  }
  const sensor = (
    serial_number: string,
    health_status: HealthStatus,
    rest: Partial<KnownSensor> = {},
  ): KnownSensor => ({
    serial_number,
    health_status,
    since: '2026-03-01T00:00:00Z',
    last_reading_at: null,
    last_count: null,
    space_ids: [],
    doorway_id: null,
    sensor_type: 'oa',
    hardware_type: null,
    location: { building_ids: [], floor_ids: [], space_ids: [] },
    doorway: null,
    ...rest,
  })
  const door = {
    id: 'drw_1',
    name: 'Main door',
    sensor_serial_number: 'E1',
    created_at: '',
    deleted_at: null,
    spaces: [{ id: 'bld', name: 'Tower', sensor_placement: 1 }],
  } as const
  const sensors = [
    sensor('A1', 'healthy', { space_ids: ['room'] }),
    sensor('W1', 'unknown', { sensor_type: 'waffle', since: null }),
    sensor('A3', 'offline', { since: '2026-03-03T00:00:00Z' }),
    sensor('E1', 'degraded', { sensor_type: 'entry', doorway: door, doorway_id: 'drw_1' }),
    sensor('A2', 'offline'),
  ]
  const found = (query: Readonly<Record<string, string>>) =>
    filtered(sensors, filterOf(query), tree).map(({ serial_number }) => serial_number)

  it('begins with those that need attention, the longest first', () => {
    const order = sensors.toSorted(byUrgency).map(({ serial_number }) => serial_number)
    expect(order).toEqual(['A2', 'A3', 'E1', 'W1', 'A1'])
    expect(countByHealth(sensors)).toEqual({ offline: 2, degraded: 1, unknown: 1, healthy: 1 })
  })

  it('is filtered by status, type, building and words', () => {
    expect(found({ status: 'offline' })).toEqual(['A3', 'A2'])
    expect(found({ type: 'waffle' })).toEqual(['W1'])
    expect(found({ building: 'bld' })).toEqual(['A1', 'E1'])
    expect(found({ q: ' oak ' })).toEqual(['A1'])
    expect(found({ q: 'MAIN' })).toEqual(['E1'])
    expect(found({ status: 'gone', type: 'x' })).toHaveLength(5)
  })
})
