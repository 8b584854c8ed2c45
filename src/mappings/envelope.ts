import { Buffer } from 'node:buffer'
import type { DeviceMessage, Uplink } from './device-message.ts'
import { textAt, valueAt } from './json-path.ts'

/** Takes a message out of the envelope of its network; what has none comes out as it is (devices.md §2). */
export function openEnvelope(message: DeviceMessage): Uplink {
  const { payload } = message
  if (valueAt(payload, 'uplink_message') !== undefined) return fromTheThingsStack(message)
  if (valueAt(payload, 'deviceInfo.devEui') !== undefined) return fromChirpStack(message)
  return { ...bare(message), payload }
}

function fromTheThingsStack(message: DeviceMessage): Uplink {
  const { payload } = message
  const at = (path: string) => textAt(payload, path)
  const device = at('end_device_ids.dev_eui') ?? at('end_device_ids.device_id')
  const decoded = valueAt(payload, 'uplink_message.decoded_payload')
  return {
    ...bare(message),
    payload: decoded ?? {},
    device,
    at:
      at('uplink_message.rx_metadata.time') ??
      at('uplink_message.received_at') ??
      at('received_at') ??
      message.receivedAt,
    dedupe: frameOf(payload, device),
    brand: at('uplink_message.version_ids.brand_id'),
    model: at('uplink_message.version_ids.model_id'),
    bytes: decoded === undefined ? bytesOf(at('uplink_message.frm_payload')) : null,
    kind: valueAt(payload, 'simulated') === true ? 'ignored' : 'data',
  }
}

/**
 * What tells a frame from every other one. Frames are counted anew with each session, which begins when a device joins
 * once more; `null` where neither is said: then nothing tells a repeated frame from the next one.
 */
function frameOf(payload: unknown, device: string | null): string | null {
  const session = textAt(payload, 'uplink_message.session_key_id')
  const frame = valueAt(payload, 'uplink_message.f_cnt')
  if (session === null && frame === undefined) return null
  // The Things Stack leaves out what is 0, "" or false.
  return [device, session ?? '', String(frame ?? 0)].join(':')
}

function fromChirpStack(message: DeviceMessage): Uplink {
  const { payload, topic } = message
  const at = (path: string) => textAt(payload, path)
  const decoded = valueAt(payload, 'object')
  const isUplink = valueAt(payload, 'fPort') !== undefined && (topic === null || !isOtherEvent(topic))
  return {
    ...bare(message),
    payload: decoded ?? {},
    device: at('deviceInfo.devEui'),
    at: at('time') ?? message.receivedAt,
    dedupe: at('deduplicationId'),
    profile: at('deviceInfo.deviceProfileName'),
    bytes: decoded === undefined ? bytesOf(at('data')) : null,
    kind: isUplink ? 'data' : 'ignored',
  }
}

/** `application/{id}/device/{eui}/event/{event}`: only `up` carries what the device said. */
function isOtherEvent(topic: string): boolean {
  return topic.includes('/event/') && !topic.endsWith('/event/up')
}

function bare({ topic, device }: DeviceMessage): Omit<Uplink, 'payload'> {
  return {
    device,
    at: null,
    dedupe: null,
    brand: null,
    model: null,
    profile: null,
    topic,
    bytes: null,
    kind: 'data',
  }
}

function bytesOf(base64: string | null): Uint8Array | null {
  return base64 === null ? null : Buffer.from(base64, 'base64')
}
