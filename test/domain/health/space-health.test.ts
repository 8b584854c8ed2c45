import { expect, test } from 'vitest'
import { spaceHealth } from '../../../src/domain/health/space-health.ts'

const none = { healthy: 0, degraded: 0, offline: 0, unknown: 0 }

test.each([
  ['healthy', { healthy: 3 }],
  ['offline', { offline: 3 }],
  ['unknown', {}],
  ['unknown', { unknown: 2 }],
  ['unknown', { unknown: 1, offline: 3 }],
  ['unknown', { unknown: 1, degraded: 3 }],
  ['degraded', { unknown: 1, healthy: 1 }],
  ['degraded', { healthy: 1, offline: 1 }],
  ['degraded', { healthy: 1, degraded: 1 }],
  ['degraded', { degraded: 2 }],
  ['degraded', { degraded: 1, offline: 1 }],
] as const)('a space is %s with the sensors %j', (status, tally) => {
  expect(spaceHealth({ ...none, ...tally })).toBe(status)
})
