import type { HealthChange } from '../../api/sensors.ts'
import { type ChartTable, utcText } from '../../charts/chart-table.ts'
import { localDate } from '../../format/times.ts'
import { texts } from '../../texts/texts.ts'
import { type HealthSpan, spansOf } from './health.ts'

/** The health of some sensors over a time; instants in epoch milliseconds. */
export interface Timeline {
  readonly start: number
  readonly end: number
  readonly rows: readonly TimelineRow[]
}

/** The health of one sensor, in the local time of where it is. */
export interface TimelineRow {
  readonly serial: string
  readonly zone: string
  readonly spans: readonly HealthSpan[]
}

/** Puts histories into rows, in the order of the serial numbers given. */
export function timelineOf(
  histories: Readonly<Record<string, readonly HealthChange[]>>,
  serials: readonly string[],
  time: { readonly start: number; readonly end: number },
  zoneOf: (serial: string) => string,
): Timeline {
  const rows = serials.map((serial) => ({
    serial,
    zone: zoneOf(serial),
    spans: spansOf(histories[serial] ?? [], time.end),
  }))
  return { ...time, rows }
}

/** Every span of every sensor, exact, in the local time of where it is. */
export function timelineTable({ rows }: Timeline): ChartTable {
  const { table, timeline, health } = texts.sensors
  return {
    columns: [
      table.serial,
      timeline.status,
      timeline.from,
      timeline.to,
      timeline.zone,
      ...timeline.utcColumns,
    ],
    inFilesOnly: timeline.utcColumns,
    rows: rows.flatMap(({ serial, zone, spans }) =>
      spans.map(({ status, start, end }) => [
        serial,
        health[status],
        { at: start, zone },
        { at: end, zone },
        zone,
        utcText(start),
        utcText(end),
      ]),
    ),
  }
}

/** No zone changes its offset by less. */
const STEP_MS = 15 * 60_000

/** The instants in a time at which a local day begins. */
export function dayStarts(start: number, end: number, zone: string): readonly number[] {
  const starts: number[] = []
  let before = localDate(start, zone)
  for (let at = Math.ceil(start / STEP_MS) * STEP_MS; at < end; at += STEP_MS) {
    const date = localDate(at, zone)
    if (date !== before) starts.push(at)
    before = date
  }
  return starts
}
