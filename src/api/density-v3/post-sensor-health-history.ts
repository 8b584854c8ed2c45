import { z } from 'zod'
import { invalid } from '../../domain/errors.ts'
import { healthStatuses } from '../../domain/health/sensor-health.ts'
import type { Portfolio } from '../../domain/portfolio/portfolio.ts'
import type { Sensor } from '../../domain/portfolio/sensor.ts'
import { DAY_MS } from '../../domain/time/interval.ts'
import type { Moment } from '../../domain/time/moment.ts'
import { askedLengthMs, inclusiveMinutes, resolveRange } from '../../domain/time/moment-range.ts'
import { zoneOf } from '../../domain/time/zone.ts'
import type { Operation } from '../operation.ts'
import { placesOf } from '../sensor-wire.ts'
import { moment, refuseReversed } from '../time-wire.ts'
import { formatInstant, instantText } from '../wire.ts'
import { components } from './components.ts'
import { selectSensors, sensorFilter } from './sensor-selection.ts'

/** Longest range that is answered for (Density v3, Sensor Health History). */
const LONGEST_DAYS = 10

const change = z
  .object({ health_status: z.enum(healthStatuses), timestamp: instantText })
  .register(components, { id: 'SensorHealthChange' })
const changes = z.array(change)

/** `POST /v3/sensors/health/history`: how the health of sensors changed (density-v3.md §8, §10). */
export const postSensorHealthHistory: Operation<'analytics' | 'portfolios' | 'clock'> = async (
  app,
  { analytics, portfolios, clock },
) => {
  app.post(
    '/sensors/health/history',
    {
      config: { scope: 'read' },
      serializerCompiler: () => JSON.stringify,
      schema: {
        operationId: 'postSensorHealthHistory',
        summary: 'How the health of sensors changed',
        description:
          'At most 10 days. Ascending changes by serial number. The first says how the sensor was doing as the range began. Times without an offset are local to where the sensor is.',
        tags: ['Sensors'],
        body: z.object({ start_date: moment, end_date: moment, ...sensorFilter }),
        response: { 200: z.record(z.string(), changes) },
      },
    },
    async ({ access, body }) => {
      const portfolio = await portfolios.current(access.organization)
      const sensors = selectSensors(portfolio, access, body)
      for (const zone of zonesOf(portfolio, sensors)) checkRange(body, zone)
      const range = inclusiveMinutes(body.start_date, body.end_date)
      // What is true at this very moment is still part of the answer, as it is of the current health.
      const until = clock() + 1
      const histories: [string, z.infer<typeof changes>][] = []
      for (const sensor of sensors) {
        const { start, end } = resolveRange(range, zoneOf(zoneNameOf(portfolio, sensor)))
        const steps = await analytics.healthDuring(sensor, { start, end: Math.min(end, until) })
        histories.push([
          sensor.serialNumber,
          steps.map((step) => ({ health_status: step.status, timestamp: formatInstant(step.start) })),
        ])
      }
      return Object.fromEntries(histories)
    },
  )
}

function checkRange({ start_date, end_date }: { start_date: Moment; end_date: Moment }, zone: string): void {
  refuseReversed(start_date, end_date, zone)
  if (askedLengthMs(start_date, end_date, zoneOf(zone)) > LONGEST_DAYS * DAY_MS) {
    throw invalid(
      'range_too_long',
      `The range of start_date to end_date must be at most ${LONGEST_DAYS} days.`,
    )
  }
}

/** The zones that a range is read in; UTC where there is no sensor to ask. */
function zonesOf(portfolio: Portfolio, sensors: readonly Sensor[]): ReadonlySet<string> {
  return new Set(sensors.length === 0 ? ['UTC'] : sensors.map((sensor) => zoneNameOf(portfolio, sensor)))
}

function zoneNameOf(portfolio: Portfolio, sensor: Sensor): string {
  const [place] = placesOf(portfolio, sensor)
  return place === undefined ? 'UTC' : portfolio.timeZone(place.key)
}
