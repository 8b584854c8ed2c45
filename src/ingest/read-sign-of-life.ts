import { sensorSubject } from '../domain/portfolio/subject.ts'
import { HealthWord, NO_SPACE, type Reading, ReadingKind } from '../domain/reading/reading.ts'
import type { ReadingFields } from './reading-fields.ts'
import { Rejection } from './rejection.ts'
import type { SubjectResolver } from './subject-resolver.ts'

const healthWords: ReadonlyMap<string, HealthWord> = new Map(Object.entries(HealthWord))

/** A `heartbeat`: the sensor is alive, and nothing changed. */
export function readHeartbeat(fields: ReadingFields, resolver: SubjectResolver): Reading | Rejection {
  return readSign(fields, resolver, ReadingKind.heartbeat, 0)
}

/** A `health`: the sensor's own word on itself. */
export function readHealth(fields: ReadingFields, resolver: SubjectResolver): Reading | Rejection {
  const word = fields.word('status', healthWords, HealthWord.healthy)
  return readSign(fields, resolver, ReadingKind.health, word)
}

function readSign(
  fields: ReadingFields,
  resolver: SubjectResolver,
  kind: ReadingKind,
  value: number,
): Reading | Rejection {
  const serialNumber = fields.text('sensor')
  const at = fields.at()
  const seq = fields.seq()
  if (fields.rejection !== null) return fields.rejection
  const sensor = resolver.sensor(serialNumber)
  if (sensor instanceof Rejection) return sensor
  const subject = sensorSubject(sensor.key)
  return resolver.refuseTime(at) ?? { subject, at, kind, space: NO_SPACE, seq, value, capped: false }
}
