import { createHash } from 'node:crypto'

/** A reading as a mapping's expression gives it. */
export type Draft = Readonly<Record<string, unknown>>

interface Common {
  readonly device: string
  readonly at: unknown
  readonly dedupe: unknown
  readonly swap: ReadonlySet<string>
}

/**
 * Names the sensor of each reading, `DEVICE` or `DEVICE/channel`, and gives it the message's time and its mark
 * against duplicates. A reading with a time of its own, such as one of a backlog, is known by that and has no mark:
 * all of a message share it. Crossings of two messages are of two people, also at the same time.
 */
export function finishReadings(drafts: readonly Draft[], common: Common): readonly Draft[] {
  const places = new Map<string, number>()
  return drafts.map((draft) => {
    const { channel, serial, ...fields } = draft
    const device = typeof serial === 'string' && serial !== '' ? serial : common.device
    const sensor = channel === undefined || channel === null ? device : `${device}/${String(channel)}`
    const reading = common.swap.has(sensor) ? swapped(fields) : fields
    if (fields['at'] !== undefined) return { ...reading, sensor }
    const known = { ...reading, sensor, at: common.at }
    return common.dedupe === null ? known : { ...known, ...markOf(known, common.dedupe, places) }
  })
}

/** What tells deliveries of a reading, and of crossings of one time which is which; `places` counts those alike. */
function markOf(reading: Draft, dedupe: unknown, places: Map<string, number>): Draft {
  const { sensor, type, seq } = reading
  const name = `${String(dedupe)}:${String(type)}`
  const place = places.get(`${String(sensor)}:${name}`) ?? 0
  places.set(`${String(sensor)}:${name}`, place + 1)
  const mark = place === 0 ? name : `${name}:${place}`
  return type === 'crossing' && seq === undefined ? { seq: seqOf(mark), dedupe: mark } : { dedupe: mark }
}

/** A `seq` that two marks never share but by a chance of 1 in 2^48. */
function seqOf(mark: string): number {
  return createHash('sha256').update(mark).digest().readUIntBE(0, 6)
}

function swapped(reading: Draft): Draft {
  const exchanged: Record<string, unknown> = { ...reading }
  for (const [one, other] of [
    ['in', 'out'],
    ['in_total', 'out_total'],
  ] as const) {
    delete exchanged[one]
    delete exchanged[other]
    if (reading[one] !== undefined) exchanged[other] = reading[one]
    if (reading[other] !== undefined) exchanged[one] = reading[other]
  }
  if (typeof reading['direction'] === 'number') exchanged['direction'] = -reading['direction']
  return exchanged
}
