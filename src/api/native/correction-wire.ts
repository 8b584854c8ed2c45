import { z } from 'zod'
import { type Access, canSee } from '../../domain/access/access.ts'
import { notFound } from '../../domain/errors.ts'
import { type Correction, correctionKinds } from '../../domain/portfolio/correction.ts'
import type { Portfolio } from '../../domain/portfolio/portfolio.ts'
import type { Sensor } from '../../domain/portfolio/sensor.ts'
import type { Space } from '../../domain/portfolio/space.ts'
import type { NewCorrection } from '../../portfolio/correction-changes.ts'
import { requireSensor, requireSpace } from '../visible-set-up.ts'
import { formatInstant, instant, instantText } from '../wire.ts'
import { components } from './components.ts'

/** A correction. */
export const correctionShape = z
  .object({
    id: z.string().meta({ example: 'cor_4fGhT0aQz81LwXyB2c' }),
    kind: z.enum(correctionKinds),
    space_id: z.string().nullable().describe('Of a reset or an offset.'),
    sensor: z.string().nullable().describe('Serial number, of an ignore or a ceiling.'),
    space_ids: z
      .array(z.string())
      .describe('Spaces whose own count it changes, as far as the caller sees them.'),
    from: instantText.describe('Of a reset, when it was said of.'),
    until: instantText.nullable().describe('Exclusive; null while it holds, and for a reset.'),
    people: z
      .number()
      .nullable()
      .describe('How many there were (reset), how many to add (offset), the highest count (ceiling).'),
    reason: z.string().nullable(),
    actor: z.string().describe('Id and name of the token or client that made it.'),
    created_at: instantText,
  })
  .register(components, { id: 'Correction' })

const reason = z.string().nullish().describe('Why, in at most 255 characters.')
const span = {
  from: instant.optional().describe('Now when left out.'),
  until: instant.nullish().describe('Exclusive. Left out or null: until it is undone.'),
  reason,
}

/** What a correction is made from. */
export const correctionBody = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({
      kind: z.literal('offset'),
      space_id: z.string(),
      people: z.number().describe('How many to add; negative to take away.'),
      ...span,
    }),
    z.strictObject({
      kind: z.literal('reset'),
      space_id: z.string(),
      at: instant.optional().describe('Now when left out.'),
      people: z.number().describe('How many there were.'),
      reason,
    }),
    z.strictObject({ kind: z.literal('ignore'), sensor: z.string().describe('Serial number.'), ...span }),
    z.strictObject({
      kind: z.literal('ceiling'),
      sensor: z.string().describe('Serial number.'),
      people: z.number().describe('The highest count that it can tell.'),
      ...span,
    }),
  ],
  {
    error: ({ code }) =>
      code === 'invalid_union' ? `must be one of ${correctionKinds.join(', ')}` : undefined,
  },
)

type Body = z.infer<typeof correctionBody>

/** The wire's words for a correction in those of the service; refuses what the caller does not see. */
export function readCorrection(body: Body, portfolio: Portfolio, access: Access, now: number): NewCorrection {
  const { kind, reason: why } = body
  if (kind === 'reset') {
    const spaceId = requireSpace(portfolio, access, body.space_id).id
    return { kind, spaceId, at: body.at ?? now, count: body.people, reason: why }
  }
  const held = { from: body.from ?? now, until: body.until, reason: why }
  if (kind === 'offset') {
    const spaceId = requireSpace(portfolio, access, body.space_id).id
    return { kind, spaceId, people: body.people, ...held }
  }
  const sensor = requireSensor(portfolio, access, body.sensor)
  const { serialNumber } = sensor
  if (!seesAll(portfolio, access, sensor)) throw notFound('sensor', serialNumber)
  return kind === 'ignore'
    ? { kind, serialNumber, ...held }
    : { kind, serialNumber, ceiling: body.people, ...held }
}

/** Whether the caller sees a correction: its space, or every space that its sensor has a say in. */
export function seesCorrection(portfolio: Portfolio, access: Access, correction: Correction): boolean {
  if (correction.space !== null) {
    const space = portfolio.space(correction.space)
    return space !== null && canSee(portfolio, access, space)
  }
  const sensor = correction.sensor === null ? null : portfolio.sensor(correction.sensor)
  return sensor !== null && seesAll(portfolio, access, sensor)
}

/** The spaces whose own count a correction changes. */
export function correctedSpaces(portfolio: Portfolio, { space, sensor }: Correction): readonly Space[] {
  const keys = space === null ? (sensor === null ? [] : placesEver(portfolio, sensor)) : [space]
  return [...new Set(keys)].flatMap((key) => portfolio.space(key) ?? [])
}

function placesEver(portfolio: Portfolio, key: number): readonly number[] {
  const coverage = portfolio.sensor(key)?.coverage ?? []
  const doorways = portfolio.doorways.filter((doorway) =>
    doorway.sensors.some(({ sensor }) => sensor === key),
  )
  return [...coverage, ...doorways.flatMap(({ sides }) => sides)].map(({ space }) => space)
}

function seesAll(portfolio: Portfolio, access: Access, { key }: Sensor): boolean {
  if (access.spaces === null) return true
  const places = placesEver(portfolio, key).flatMap((space) => portfolio.space(space) ?? [])
  return places.length > 0 && places.every((space) => canSee(portfolio, access, space))
}

/** A correction as the wire has it. */
export function renderCorrection(
  portfolio: Portfolio,
  access: Access,
  correction: Correction,
): z.infer<typeof correctionShape> {
  const { space, sensor, until, kind } = correction
  const seen = correctedSpaces(portfolio, correction).filter((place) => canSee(portfolio, access, place))
  return {
    id: correction.id,
    kind,
    space_id: space === null ? null : (portfolio.space(space)?.id ?? null),
    sensor: sensor === null ? null : (portfolio.sensor(sensor)?.serialNumber ?? null),
    space_ids: seen.map(({ id }) => id),
    from: formatInstant(correction.from),
    until: kind === 'reset' || until === Infinity ? null : formatInstant(until),
    people: correction.value,
    reason: correction.reason,
    actor: correction.actor,
    created_at: formatInstant(correction.createdAt),
  }
}
