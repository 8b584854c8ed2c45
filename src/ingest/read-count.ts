import type { Sensor } from '../domain/portfolio/sensor.ts'
import type { SpaceKey } from '../domain/portfolio/space.ts'
import { sensorSubject } from '../domain/portfolio/subject.ts'
import { type Reading, ReadingKind } from '../domain/reading/reading.ts'
import type { EpochMs } from '../domain/time/interval.ts'
import type { ReadingFields } from './reading-fields.ts'
import { Rejection } from './rejection.ts'
import type { SubjectResolver } from './subject-resolver.ts'

/** A waffle sensor tells 0, 1, 2, and 3 for three or more (density-v3.md §9). */
const WAFFLE_CEILING = 3

/** A `count`: the sensor sees that many people in a space it covers. */
export function readCount(fields: ReadingFields, resolver: SubjectResolver): Reading | Rejection {
  const serialNumber = fields.text('sensor')
  const at = fields.at()
  const count = fields.people('count', 0)
  const spaceId = fields.textOrNull('space_id')
  const saysCapped = fields.flag('capped')
  const seq = fields.seq()
  if (fields.rejection !== null) return fields.rejection
  const sensor = resolver.sensor(serialNumber)
  if (sensor instanceof Rejection) return sensor
  const refusal = refuseCount(sensor, count) ?? resolver.refuseTime(at)
  if (refusal !== null) return refusal
  const space = spaceOf(sensor, at, spaceId, resolver)
  if (space instanceof Rejection) return space
  const capped = sensor.type === 'waffle' ? count === WAFFLE_CEILING : saysCapped
  return { subject: sensorSubject(sensor.key), at, kind: ReadingKind.count, space, seq, value: count, capped }
}

/** A `presence`: somebody is in a space that the sensor covers, or nobody. One stands for at least one. */
export function readPresence(fields: ReadingFields, resolver: SubjectResolver): Reading | Rejection {
  const serialNumber = fields.text('sensor')
  const at = fields.at()
  const occupied = fields.bit('occupied')
  const spaceId = fields.textOrNull('space_id')
  const seq = fields.seq()
  if (fields.rejection !== null) return fields.rejection
  const sensor = resolver.sensor(serialNumber)
  if (sensor instanceof Rejection) return sensor
  const refusal = refuseCount(sensor, 1) ?? resolver.refuseTime(at)
  if (refusal !== null) return refusal
  const space = spaceOf(sensor, at, spaceId, resolver)
  if (space instanceof Rejection) return space
  const subject = sensorSubject(sensor.key)
  const kind = ReadingKind.presence
  return { subject, at, kind, space, seq, value: Number(occupied), capped: occupied }
}

function spaceOf(
  sensor: Sensor,
  at: EpochMs,
  spaceId: string | null,
  resolver: SubjectResolver,
): SpaceKey | Rejection {
  return spaceId === null ? onlySpace(sensor, at) : coveredSpace(sensor, at, spaceId, resolver)
}

function refuseCount({ type, serialNumber }: Sensor, count: number): Rejection | null {
  if (type === 'entry') {
    return new Rejection(
      'wrong_sensor_type',
      `${serialNumber} is an entry sensor: it sends crossings, not counts.`,
    )
  }
  if (type === 'waffle' && count > WAFFLE_CEILING) {
    return new Rejection('count_too_high', `count of a waffle sensor is at most ${WAFFLE_CEILING}.`)
  }
  return null
}

/** The one space that a sensor covered at an instant: naming it or not makes the same reading. */
function onlySpace({ coverage, serialNumber }: Sensor, at: EpochMs): SpaceKey | Rejection {
  let only: SpaceKey | null = null
  for (const { space, from, until } of coverage) {
    if (at < from || at >= until) continue
    if (only !== null) {
      return new Rejection(
        'space_needed',
        `${serialNumber} covers several spaces: say which one with space_id.`,
      )
    }
    only = space
  }
  return only ?? new Rejection('space_not_covered', `${serialNumber} does not cover any space at that time.`)
}

function coveredSpace(
  { coverage, serialNumber }: Sensor,
  at: EpochMs,
  spaceId: string,
  resolver: SubjectResolver,
): SpaceKey | Rejection {
  const space = resolver.space(spaceId)
  if (space instanceof Rejection) return space
  for (const span of coverage)
    if (span.space === space.key && at >= span.from && at < span.until) return space.key
  return new Rejection('space_not_covered', `${serialNumber} does not cover ${spaceId} at that time.`)
}
