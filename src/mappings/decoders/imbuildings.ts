const TYPE = 0x02
const VARIANT = 0x06
const LENGTH = 23

/**
 * An IMBuildings people counter (devices.md §3 row 7): 23 bytes, big-endian, of type 2 and variant 6. `null` for
 * another payload.
 */
export function decodeImbuildings(bytes: Uint8Array): Readonly<Record<string, unknown>> | null {
  if (bytes.length !== LENGTH || bytes[0] !== TYPE || bytes[1] !== VARIANT) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return {
    device_status: view.getUint8(10),
    battery_voltage: view.getUint16(11) / 100,
    counter_a: view.getUint16(13),
    counter_b: view.getUint16(15),
    sensor_status: view.getUint8(17),
    total_counter_a: view.getUint16(18),
    total_counter_b: view.getUint16(20),
    payload_counter: view.getUint8(22),
  }
}
