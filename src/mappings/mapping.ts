import { z } from 'zod'
import { decoderNames } from './decoders/decoders.ts'

const MAX_EXPRESSION_LENGTH = 16_384
const expression = z.string().min(1).max(MAX_EXPRESSION_LENGTH)
const path = z.string().min(1).max(200)

/** When a mapping fits; every member that is given must hold. */
const match = z.strictObject({
  /** An MQTT topic filter, with `+` and `#`. */
  topic: z.string().min(1).max(500).optional(),
  /** The brand and the models as a network knows them, such as The Things Stack's `version_ids`. */
  brand: z.string().min(1).optional(),
  models: z.array(z.string().min(1)).optional(),
  /** What the name of the device's profile contains, whatever its case. */
  profiles: z.array(z.string().min(1)).optional(),
  /** Paths that the device's own words must all have. */
  has: z.array(path).optional(),
  /** Paths of which they must have at least one. */
  hasAny: z.array(path).optional(),
  /** Paths and the values that must be there. */
  equals: z.record(path, z.union([z.string(), z.number(), z.boolean()])).optional(),
})

/** A mapping as its file has it: how a kind of device's messages become readings (native.md §3). */
export const mappingSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
  name: z.string().min(1).max(200),
  match: z.array(match).min(1),
  /** JSONata over the device's words: its serial number. Default: what the network's envelope calls it. */
  device: expression.optional(),
  /** JSONata: when the message speaks of. Default: the time of the envelope, else of the arrival. */
  at: expression.optional(),
  /** JSONata: a text that all deliveries of one message share. Default: the envelope's. */
  dedupe: expression.optional(),
  /** What reads the bytes when the network sent no decoded object. */
  decoder: z.enum(decoderNames).optional(),
  /** JSONata: the readings, without `sensor`; `channel` makes it `DEVICE/channel`. */
  readings: expression,
  /** Sensors hung the other way round, as `DEVICE` or `DEVICE/channel`: what they call in is out. */
  swap: z.array(z.string().min(1)).max(10_000).optional(),
})

/** How the messages of a kind of device become readings. */
export type Mapping = z.infer<typeof mappingSchema>

/** When a mapping fits. */
export type MappingMatch = z.infer<typeof match>
