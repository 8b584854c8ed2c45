/** Length of each field's value, by channel and type (devices.md §3 row 5). */
const fieldLengths: ReadonlyMap<string, number> = new Map([
  ['1:117', 1],
  ['3:103', 2],
  ['4:204', 4],
  ['5:204', 4],
  ['10:239', 4],
])

/**
 * A people counter of Milesight's VS350 family: fields of channel, type and little-endian value. Totals are
 * `04 CC in out`, counts of the period `05 CC in out`, each 16 bits. `null` when a field is not one of these, since
 * what follows it cannot be found.
 */
export function decodeMilesightCounter(bytes: Uint8Array): Readonly<Record<string, unknown>> | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const fields: Record<string, number> = {}
  let place = 0
  while (place + 2 <= bytes.length) {
    const key = `${view.getUint8(place)}:${view.getUint8(place + 1)}`
    const length = fieldLengths.get(key)
    if (length === undefined || place + 2 + length > bytes.length) return null
    readField(view, key, place + 2, fields)
    place += 2 + length
  }
  return place === bytes.length && place > 0 ? fields : null
}

function readField(view: DataView, key: string, place: number, fields: Record<string, number>): void {
  if (key === '1:117') fields['battery'] = view.getUint8(place)
  if (key === '10:239') fields['timestamp'] = view.getUint32(place, true)
  const prefix = key === '4:204' ? 'total' : key === '5:204' ? 'period' : null
  if (prefix === null) return
  fields[`${prefix}_in`] = view.getUint16(place, true)
  fields[`${prefix}_out`] = view.getUint16(place + 2, true)
}
