import { z } from 'zod'
import { MAX_FLOW_MS } from '../../domain/reading/reading.ts'
import { parseInstant } from '../../ingest/instant.ts'
import { MAX_DEDUPE_LENGTH, MAX_PEOPLE } from '../../ingest/reading-fields.ts'
import { components } from './components.ts'

const people = (least: 0 | 1) => z.int().min(least).max(MAX_PEOPLE)
const isInstant = (at: string | number) => parseInstant(at) !== null

const sensor = z.string().min(1).describe('Serial number.')
const at = z
  .union([
    z.string().refine(isInstant).meta({ format: 'date-time', example: '2024-05-14T09:00:00Z' }),
    z.int().refine(isInstant).describe('Epoch milliseconds.'),
  ])
  .describe('When: ISO 8601 with `Z` or an offset, or epoch milliseconds. At most 5 minutes ahead.')

const common = {
  at,
  seq: z.int().nullish().describe('Tells apart readings of one sensor with the same `at`.'),
  dedupe: z
    .string()
    .min(1)
    .max(MAX_DEDUPE_LENGTH)
    .nullish()
    .describe(
      'The same in every delivery of the reading: with the same one and an `at` within 24 hours it is a duplicate.',
    ),
  replace: z
    .boolean()
    .nullish()
    .describe('Takes the place of a reading that is the same but for its content.'),
}

const count = z
  .object({
    type: z.literal('count'),
    sensor,
    ...common,
    count: people(0),
    space_id: z.string().min(1).nullish().describe('Needed when the sensor covers several.'),
    capped: z.boolean().nullish().describe('The sensor cannot count higher.'),
  })
  .register(components, { id: 'Count' })

const crossing = z
  .object({
    type: z.literal('crossing'),
    sensor: sensor.nullish(),
    doorway_id: z.string().min(1).nullish().describe('In place of `sensor`; one of them is needed.'),
    ...common,
    direction: z.union([z.literal(1), z.literal(-1)]),
    n: people(1).nullish().describe('How many people; 1 when absent.'),
  })
  .refine((reading) => reading.sensor != null || reading.doorway_id != null)
  .register(components, { id: 'Crossing' })

const heartbeat = z
  .object({ type: z.literal('heartbeat'), sensor, ...common })
  .register(components, { id: 'Heartbeat' })

const health = z
  .object({
    type: z.literal('health'),
    sensor,
    ...common,
    status: z.enum(['healthy', 'degraded', 'offline']),
  })
  .register(components, { id: 'Health' })

const reset = z
  .object({ type: z.literal('reset'), space_id: z.string().min(1), ...common, count: people(0) })
  .register(components, { id: 'Reset' })

const passage = { sensor: sensor.nullish(), doorway_id: z.string().min(1).nullish() }
const isOfSomething = (reading: { readonly sensor?: unknown; readonly doorway_id?: unknown }) =>
  reading.sensor != null || reading.doorway_id != null

const flow = z
  .object({
    type: z.literal('flow'),
    ...passage,
    ...common,
    from: at.describe('When the flow begins; it ends at `at`, at most 25 hours later.'),
    in: people(0).nullish().describe('People in direction 1; 0 when absent.'),
    out: people(0).nullish().describe('People in direction -1; 0 when absent.'),
  })
  .refine(isOfSomething)
  .refine((reading) => {
    const [from, end] = [parseInstant(reading.from), parseInstant(reading.at)]
    return from !== null && end !== null && from < end && end - from <= MAX_FLOW_MS
  })
  .register(components, { id: 'Flow' })

const total = z.int().min(0).max(Number.MAX_SAFE_INTEGER).nullish()
const counter = z
  .object({
    type: z.literal('counter'),
    ...passage,
    ...common,
    in_total: total.describe('People in direction 1 since some start.'),
    out_total: total.describe('People in direction -1 since some start.'),
    width: z
      .union([z.literal(16), z.literal(32)])
      .nullish()
      .describe('Bits of the counter, where it wraps. Totals are below 2^width.'),
    restarted: z.boolean().nullish().describe('The device says that it began again from 0.'),
  })
  .refine(isOfSomething)
  .refine(({ in_total, out_total }) => in_total != null || out_total != null)
  .refine(({ in_total, out_total, width }) =>
    [in_total, out_total].every((value) => value == null || width == null || value < 2 ** width),
  )
  .refine((reading) => parseInstant(reading.at) !== 0)
  .register(components, { id: 'Counter' })

const presence = z
  .object({
    type: z.literal('presence'),
    sensor,
    ...common,
    occupied: z.boolean().describe('Somebody is there, at least one; or nobody.'),
    space_id: z.string().min(1).nullish().describe('Needed when the sensor covers several.'),
  })
  .register(components, { id: 'Presence' })

/**
 * A reading as the document describes it (native.md §3). Readings are taken in by hand-written checks, which are
 * faster and reject each by itself; a test holds that both take the same ones.
 */
export const readingShape = z
  .discriminatedUnion('type', [count, crossing, heartbeat, health, reset, flow, counter, presence])
  .register(components, { id: 'Reading' })

/** Readings as a JSON body has them. */
export const readingsBody = z
  .union([z.array(readingShape), z.object({ readings: z.array(readingShape) })])
  .describe('At most 10,000. As `application/x-ndjson`: one reading a line, any number.')

/** What became of the readings. */
export const ingestResultShape = z
  .object({
    accepted: z.int(),
    duplicates: z.int().describe('Were there already, and say the same.'),
    rejected: z
      .array(
        z.object({
          index: z.int().describe('Which reading, from 0; blank lines do not count.'),
          code: z.string().meta({ example: 'unknown_sensor' }),
          message: z.string(),
        }),
      )
      .describe('What was not taken. Of a stream, the first 10,000.'),
    rejected_truncated: z
      .int()
      .optional()
      .describe('How many more of a stream were rejected than are told of; absent when all are.'),
    seq: z
      .int()
      .describe(
        "The organization's position in its log that all of it is in; `GET /api/changes` counts by it.",
      ),
  })
  .register(components, { id: 'IngestResult' })
