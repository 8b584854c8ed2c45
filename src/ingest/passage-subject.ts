import { sensorAt } from '../domain/portfolio/doorway.ts'
import { doorwaySubject, type SubjectKey, sensorSubject } from '../domain/portfolio/subject.ts'
import type { EpochMs } from '../domain/time/interval.ts'
import { Rejection } from './rejection.ts'
import type { SubjectResolver } from './subject-resolver.ts'

/** What a reading about people passing is of: a sensor, or a doorway by its id. */
export function passageSubject(
  serialNumber: string | null,
  doorwayId: string | null,
  at: EpochMs,
  resolver: SubjectResolver,
): SubjectKey | Rejection {
  if (serialNumber === null) return doorwayId === null ? noSubject : ofDoorway(doorwayId, at, resolver)
  const ofSensor = subjectOfSensor(serialNumber, resolver)
  if (ofSensor instanceof Rejection || doorwayId === null) return ofSensor
  const subject = ofDoorway(doorwayId, at, resolver)
  if (subject instanceof Rejection || subject === ofSensor) return subject
  return new Rejection(
    'sensor_not_on_doorway',
    `${serialNumber} was not on ${doorwayId} at that time: send one of the two.`,
  )
}

const noSubject = new Rejection('invalid', 'sensor or doorway_id is needed.')

function subjectOfSensor(serialNumber: string, resolver: SubjectResolver): SubjectKey | Rejection {
  const sensor = resolver.sensor(serialNumber)
  if (sensor instanceof Rejection) return sensor
  if (sensor.type === 'entry') return sensorSubject(sensor.key)
  return new Rejection(
    'wrong_sensor_type',
    `${serialNumber} is not an entry sensor: it sends counts, not crossings.`,
  )
}

/** A crossing at a doorway is a reading of the sensor that was on it then, where there was one (density-v3.md §10). */
function ofDoorway(id: string, at: EpochMs, resolver: SubjectResolver): SubjectKey | Rejection {
  const doorway = resolver.doorway(id)
  if (doorway instanceof Rejection) return doorway
  const sensor = sensorAt(doorway, at)
  return sensor === null ? doorwaySubject(doorway.key) : sensorSubject(sensor)
}
