import type { Correction } from '../../../../src/client/correction-wire.ts'
import type { Palette } from '../../charts/palette.ts'
import { texts } from '../../texts/texts.ts'
import { correctionInWords, correctionMadeBy, correctionReason } from '../corrections/correction-words.ts'

/** A correction as far as it is of a day, in epoch milliseconds; `end` is `start` for one that is said of an instant. */
export interface DayCorrection {
  readonly start: number
  readonly end: number
  readonly correction: Correction
}

interface Span {
  readonly start: number
  readonly end: number
}

/** Corrections that are of a day up to now, the earliest first. */
export function correctionsOn(
  corrections: readonly Correction[],
  day: Span,
  now: number,
): readonly DayCorrection[] {
  const last = Math.min(day.end, now)
  return corrections
    .flatMap((correction): readonly DayCorrection[] => {
      const from = Date.parse(correction.from)
      const until = untilOf(correction, from)
      const isOfDay = from < last && (until > day.start || (until === from && from >= day.start))
      return isOfDay ? [{ start: Math.max(from, day.start), end: Math.min(until, last), correction }] : []
    })
    .toSorted((a, b) => a.start - b.start)
}

function untilOf({ kind, until }: Correction, from: number): number {
  if (kind === 'reset') return from
  return until === null ? Number.POSITIVE_INFINITY : Date.parse(until)
}

/** Marks where a day was corrected: a line across at an instant, a bar along the axis for a span. */
export function correctionSeries(corrections: readonly DayCorrection[], palette: Palette) {
  const instants = corrections.filter(({ start, end }) => start === end)
  const spans = corrections.filter(({ start, end }) => start < end)
  return {
    name: texts.space.day.correction,
    type: 'line',
    data: [],
    z: 7,
    itemStyle: { color: palette['chart-4'] },
    markLine: {
      silent: true,
      animation: false,
      symbol: ['diamond', 'none'],
      symbolSize: 10,
      label: { show: false },
      lineStyle: { color: palette['chart-4'], width: 1.5, type: 'dashed' },
      data: [
        ...instants.map(({ start }) => ({ xAxis: start })),
        ...spans.map(({ start, end }) => [
          { coord: [start, 0], lineStyle: { width: 5, type: 'solid' } },
          { coord: [end, 0] },
        ]),
      ],
    },
  }
}

/** What was corrected at an instant of a day, or within so many milliseconds of it: what, why, who and when. */
export function correctionNotes(
  corrections: readonly DayCorrection[],
  at: number,
  nearMs: number,
  zone: string,
): readonly string[] {
  return corrections
    .filter(({ start, end }) =>
      start === end ? Math.abs(at - start) <= nearMs : start - nearMs <= at && at < end,
    )
    .map(({ correction }) => correctionNote(correction, zone))
}

/** A correction in one line: what, why, who and when. */
export function correctionNote(correction: Correction, zone: string): string {
  const reason = correctionReason(correction)
  const parts = [correctionInWords(correction, zone), reason, correctionMadeBy(correction, zone)]
  return parts.filter((part) => part !== null).join(' · ')
}
