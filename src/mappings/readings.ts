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
 * all of a message share it.
 */
export function finishReadings(drafts: readonly Draft[], common: Common): readonly Draft[] {
  const marked = new Map<string, number>()
  return drafts.map((draft) => {
    const { channel, serial, ...fields } = draft
    const device = typeof serial === 'string' && serial !== '' ? serial : common.device
    const sensor = channel === undefined || channel === null ? device : `${device}/${String(channel)}`
    const reading = common.swap.has(sensor) ? swapped(fields) : fields
    if (fields['at'] !== undefined) return { ...reading, sensor }
    const known = { ...reading, sensor, at: common.at }
    if (common.dedupe === null) return known
    const mark = `${String(common.dedupe)}:${String(fields['type'])}`
    const place = marked.get(`${sensor}:${mark}`) ?? 0
    marked.set(`${sensor}:${mark}`, place + 1)
    return { ...known, dedupe: place === 0 ? mark : `${mark}:${place}` }
  })
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
