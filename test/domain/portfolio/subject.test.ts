import { expect, test } from 'vitest'
import { doorwaySubject, sensorSubject, spaceSubject } from '../../../src/domain/portfolio/subject.ts'

test('no sensor, doorway or space shares a subject with another', () => {
  const keys = Array.from({ length: 50 }, (_, index) => index + 1)

  const subjects = keys.flatMap((key) => [sensorSubject(key), doorwaySubject(key), spaceSubject(key)])

  expect(new Set(subjects).size).toBe(150)
})
