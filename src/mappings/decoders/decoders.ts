import { decodeImbuildings } from './imbuildings.ts'
import { decodeMilesightCounter } from './milesight-counter.ts'

/** Names of the decoders that a mapping can ask for. */
export const decoderNames = ['milesight-counter', 'imbuildings'] as const

/** Reads a device's bytes as the object that its vendor's codec would give; `null` for bytes it cannot read. */
export type Decoder = (bytes: Uint8Array) => Readonly<Record<string, unknown>> | null

/** What reads bytes, by name. */
export const decoders: Readonly<Record<(typeof decoderNames)[number], Decoder>> = {
  'milesight-counter': decodeMilesightCounter,
  imbuildings: decodeImbuildings,
}
