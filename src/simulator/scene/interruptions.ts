import { type EpochMs, SECOND_MS } from '../../domain/time/interval.ts'
import type { LocalDay } from '../behaviour/local-day.ts'
import type { WireCount, WireReading } from '../wire-reading.ts'
import { type DropOut, dropOutOn, outageAround } from './incidents.ts'
import type { SimulatedSensor } from './scene.ts'
import type { Story } from './space-visits.ts'

/** What is left of a sensor's day after what keeps it from speaking: outages, drop-outs, and silence for good. */
export function interrupted(
  sensor: SimulatedSensor,
  readings: readonly WireReading[],
  { day, story, silentFrom }: { readonly day: LocalDay; readonly story: Story; readonly silentFrom: EpochMs },
): readonly WireReading[] {
  const { cast, seed } = story
  if (sensor.serial === cast.silentSensor && silentFrom < day.end) {
    return readings.filter(({ at }) => at < silentFrom)
  }
  if (sensor.serial === cast.flakySensor) {
    const dropOut = dropOutOn(seed, day.day)
    return dropOut === null ? readings : droppedOut(sensor, readings, { day, dropOut })
  }
  const outage = outageAround(cast, seed, day.day)
  const isOut = outage?.sensor === sensor.serial && outage.from <= day.day && day.day < outage.until
  return isOut ? [] : readings
}

function droppedOut(
  { serial }: SimulatedSensor,
  readings: readonly WireReading[],
  { day, dropOut }: { readonly day: LocalDay; readonly dropOut: DropOut },
): WireReading[] {
  const goes = day.instantAt(dropOut.from)
  const returns = day.instantAt(dropOut.until)
  const back = returns + SECOND_MS
  const before = readings.filter(({ at }) => at < goes)
  const after = readings.filter(({ at }) => at > back)
  const held = readings.findLast(
    (reading): reading is WireCount => reading.type === 'count' && reading.at <= back,
  )
  return [
    ...before,
    { type: 'health', sensor: serial, at: goes, status: dropOut.announced ? 'offline' : 'degraded' },
    { type: 'health', sensor: serial, at: returns, status: 'healthy' },
    // Its last count is hours old by now.
    ...(held === undefined ? [] : [{ ...held, at: back }]),
    ...after,
  ]
}
