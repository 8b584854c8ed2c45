import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { readingShape } from '../../src/api/native/reading-wire.ts'
import { readReading } from '../../src/ingest/read-reading.ts'
import { Rejection } from '../../src/ingest/rejection.ts'
import { SubjectResolver } from '../../src/ingest/subject-resolver.ts'
import { openIngest } from '../ingest/open-ingest.ts'
import { NOW } from '../portfolio/open-portfolios.ts'

let resolver: SubjectResolver
beforeAll(async () => {
  resolver = new SubjectResolver(await (await openIngest()).current(), {
    now: NOW,
    earliest: 0,
    spaces: null,
  })
})

/** Mostly what is right for a field, at times anything. */
const field = (...right: unknown[]) =>
  fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...right) },
    {
      weight: 1,
      arbitrary: fc.constantFrom<unknown>(
        undefined,
        null,
        '',
        'A1',
        -1,
        0,
        1,
        1.5,
        4e9,
        2 ** 53,
        true,
        [],
        {},
        Number.NaN,
      ),
    },
  )

const reading = fc.record(
  {
    type: field('count', 'crossing', 'heartbeat', 'health', 'reset', 'flow', 'counter', 'presence'),
    sensor: field('A1', 'E1', 'X9'),
    doorway_id: field(undefined, null, 'drw_1'),
    space_id: field(undefined, 'spc_1'),
    at: field('2024-05-14T08:00:00Z', '2024-05-14T08:00+02:00', 1_715_000_000_000, '2024-05-14', 'now'),
    count: field(0, 3, 1_000_000_000),
    n: field(undefined, 1, 7),
    direction: field(1, -1),
    status: field('healthy', 'degraded', 'offline'),
    capped: field(undefined, true, false),
    replace: field(undefined, true),
    dedupe: field(undefined, null, 'frame 7', 'x'.repeat(256)),
    seq: field(undefined, null, 0, -5),
    from: field('2024-05-14T07:00:00Z', 1_714_999_000_000, '2024-05-12T07:00:00Z'),
    in: field(undefined, 0, 5),
    out: field(undefined, 2),
    in_total: field(undefined, 9, 70_000),
    out_total: field(undefined, 0, 65_535),
    width: field(undefined, 16, 32),
    restarted: field(undefined, true, false),
    occupied: field(true, false),
    extra: fc.constant(1),
  },
  { requiredKeys: [] },
)

test('the published schema takes exactly the readings that are not invalid', () => {
  let taken = 0
  fc.assert(
    fc.property(reading, (raw) => {
      const result = readReading(raw, resolver)
      const isValid = !(result instanceof Rejection && result.code === 'invalid')
      if (isValid) taken++

      expect(readingShape.safeParse(raw).success).toBe(isValid)
    }),
    { numRuns: 5_000 },
  )
  // Both sides are exercised.
  expect(taken).toBeGreaterThan(500)
})
