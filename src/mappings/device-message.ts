import type { EpochMs } from '../domain/time/interval.ts'

/** What a device or its network sent, as it came. */
export interface DeviceMessage {
  /** The JSON of its body. */
  readonly payload: unknown
  /** MQTT topic; `null` over HTTP. */
  readonly topic: string | null
  /** The device's serial number, said beside the message by who sends it on; `null` for none. */
  readonly device: string | null
  /** When it arrived. */
  readonly receivedAt: EpochMs
}

/** A device's message out of its network's envelope (docs/contracts/devices.md §2). */
export interface Uplink {
  /** The device's own words: the decoded object, or the whole message where there is no envelope. */
  readonly payload: unknown
  /** What the envelope calls the device; `null` for none. */
  readonly device: string | null
  /** The most exact time that the envelope tells, as the wire has it; `null` for none. */
  readonly at: string | number | null
  /** What every delivery of the same message shares; `null` for none. */
  readonly dedupe: string | null
  readonly brand: string | null
  readonly model: string | null
  /** The network's name for the kind of device. */
  readonly profile: string | null
  readonly topic: string | null
  /** The raw bytes, where the network sent no decoded object. */
  readonly bytes: Uint8Array | null
  /** `ignored`: nothing in it is about people, such as a join. */
  readonly kind: 'data' | 'ignored'
}
