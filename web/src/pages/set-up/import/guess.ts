import { parseTimeText } from '../../../../../src/domain/time/time-text.ts'
import type { Mapping } from './mapping.ts'

/** What is known of a file before anybody has said what its columns mean. */
export interface Sample {
  readonly names: readonly string[]
  /** The fields of its first rows. */
  readonly rows: readonly (readonly string[])[]
}

const patterns = {
  time: [
    /^(at|timestamp|datetime|date_time)$/,
    /^(time|date|zeit|datum|heure)$/,
    /(timestamp|datetime|time|date)/,
  ],
  count: [
    /^(count|occupancy|current_count|people|occupancy_count|headcount)$/,
    /(count|occup|people|persons)/,
    /^value$/,
  ],
  entrances: [
    /^(in|ins|entrances|entries|entered)$/,
    /(^|_)(in|ins|entrances?|entries|entered|enter|ingress)(_|$)/,
  ],
  exits: [/^(out|outs|exits|exited|left)$/, /(^|_)(out|outs|exits?|exited|leave|left|egress)(_|$)/],
  sensor: [/^(sensor|serial|serial_number|sensor_serial_number|sensor_id)$/, /(sensor|serial|device)/],
  capped: [/^(is_)?capped$/, /(capped|saturated)/],
}

/** What the columns of a file most likely mean, by their names and what stands in them. */
export function guessMapping({ names, rows }: Sample, zone: string): Mapping {
  const words = names.map((name) =>
    name
      .trim()
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, '_'),
  )
  const find = (what: keyof typeof patterns) => findColumn(words, patterns[what])
  const entrances = find('entrances')
  const exits = find('exits')
  const sensorColumn = find('sensor')
  const taken = new Set([entrances, exits, sensorColumn])
  const counted = words.map((word, index) => (taken.has(index) ? '' : word))
  const { time, clock } = findTime(words, rows)
  const count = findColumn(
    counted.map((word, index) => (index === time ? '' : word)),
    patterns.count,
  )
  return {
    kind: count === null && (entrances ?? exits) !== null ? 'crossings' : 'count',
    time,
    clock,
    count,
    capped: find('capped'),
    entrances,
    exits,
    whose: sensorColumn === null ? 'sensor' : 'column',
    sensorColumn,
    sensor: '',
    doorway: '',
    space: '',
    dayFirst: isDayFirst(rows.map((row) => row[time ?? -1] ?? '')),
    zone,
  }
}

/** The column whose name fits the earliest pattern. */
function findColumn(words: readonly string[], patternsOfIt: readonly RegExp[]): number | null {
  for (const pattern of patternsOfIt) {
    const index = words.findIndex((word) => pattern.test(word))
    if (index !== -1) return index
  }
  return null
}

function findTime(
  words: readonly string[],
  rows: readonly (readonly string[])[],
): { readonly time: number | null; readonly clock: number | null } {
  const date = words.indexOf('date')
  const clock = words.indexOf('time')
  if (date !== -1 && clock !== -1 && !holdsTimes(rows, clock)) return { time: date, clock }
  const named = findColumn(words, patterns.time)
  if (named !== null && (rows.length === 0 || holdsTimes(rows, named))) return { time: named, clock: null }
  const held = words.findIndex((_, index) => rows.length > 0 && holdsTimes(rows, index))
  return { time: held === -1 ? named : held, clock: null }
}

function holdsTimes(rows: readonly (readonly string[])[], column: number): boolean {
  return rows.some((row) => parseTimeText((row[column] ?? '').trim(), { dayFirst: true }) !== null)
}

/** Whether dates such as 13/4/2024 show that the day comes first. */
export function isDayFirst(times: readonly string[]): boolean {
  return times.some((text) => {
    const [, first] = /^\s*(\d{1,2})[/-]\d{1,2}[/-]\d{4}/.exec(text) ?? []
    return first !== undefined && Number(first) > 12
  })
}

/** How the times in a column are written, as far as the sample shows. */
export function timesIn(mapping: Mapping, rows: Sample['rows']): 'instant' | 'wall' | 'none' {
  const columns = [mapping.time, mapping.clock].filter((column) => column !== null)
  for (const row of rows) {
    const text = columns.map((column) => (row[column] ?? '').trim()).join(' ')
    const moment = parseTimeText(text, { dayFirst: mapping.dayFirst })
    if (moment !== null) return moment.kind
  }
  return 'none'
}
