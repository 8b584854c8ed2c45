import { type ChartTable, type LocalTime, utcText } from '../../charts/chart-table.ts'
import { texts } from '../../texts/texts.ts'
import { correctionNote } from './day-corrections.ts'
import type { DayView } from './day-steps.ts'

/** A day as rows: what was counted, what was corrected, then what it is meant for, then what is usual. */
export function dayTable({ zone, end, steps, capacities, usual, corrections }: DayView): ChartTable {
  const { day } = texts.space
  const at = (instant: number): LocalTime => ({ at: instant, zone })
  const none = [null, null, null, null] as const
  return {
    columns: [...day.columns, ...texts.space.utcColumns],
    inFilesOnly: texts.space.utcColumns,
    rows: [
      ...steps.map((step) => [
        step.count === null ? day.unknown : day.count,
        at(step.start),
        at(step.end),
        step.count,
        step.isCapped ? texts.space.yes : '',
        ...none,
        utcText(step.start),
        utcText(step.end),
      ]),
      ...corrections.map(({ start, end: until, correction }) => [
        `${day.correction}: ${correctionNote(correction, zone)}`,
        at(start),
        at(until),
        null,
        '',
        ...none,
        utcText(start),
        utcText(until),
      ]),
      ...capacities.map(({ start, capacity }, index) => [
        day.capacity,
        at(start),
        at(capacities[index + 1]?.start ?? end),
        capacity,
        '',
        ...none,
        utcText(start),
        utcText(capacities[index + 1]?.start ?? end),
      ]),
      ...usual.map((quarter) => [
        day.usual,
        at(quarter.start),
        at(quarter.end),
        null,
        '',
        quarter.median,
        quarter.p10,
        quarter.p90,
        quarter.days,
        utcText(quarter.start),
        utcText(quarter.end),
      ]),
    ],
  }
}
