import { formatDuration } from '../../format/durations.ts'
import { formatAverage, formatCount, formatFinePercent } from '../../format/numbers.ts'
import { texts } from '../../texts/texts.ts'
import { differenceText } from './difference-text.ts'
import { differenceOf, type FigureName, type Figures } from './figures.ts'

/** A figure as it is shown. */
export interface ShownFigure {
  readonly name: FigureName
  readonly title: string
  readonly value: string
  readonly definition: string
  /** The figure of the period before and how this one differs; `null` where they cannot be compared. */
  readonly before: { readonly value: string; readonly difference: string | null } | null
}

type Kind = 'relative' | 'points' | 'absolute'

const looks: Readonly<Record<FigureName, { kind: Kind; format: (value: number | null) => string }>> = {
  timeUsedShare: { kind: 'points', format: formatFinePercent },
  timeUsedMs: { kind: 'relative', format: formatWorkTime },
  average: { kind: 'relative', format: formatAverage },
  peak: { kind: 'relative', format: formatCount },
  utilizationAverage: { kind: 'points', format: formatFinePercent },
  utilizationPeak: { kind: 'points', format: formatFinePercent },
  visits: { kind: 'relative', format: formatCount },
  entrances: { kind: 'relative', format: formatCount },
  exits: { kind: 'relative', format: formatCount },
  visitMs: { kind: 'relative', format: formatDuration },
  availability: { kind: 'points', format: formatFinePercent },
  daysOver: { kind: 'absolute', format: formatCount },
  upTime: { kind: 'points', format: formatFinePercent },
}

/** Time in hours where it is long: days of 24 hours say little about working hours. */
function formatWorkTime(ms: number | null): string {
  const HOUR_MS = 3_600_000
  if (ms === null || ms < 10 * HOUR_MS) return formatDuration(ms)
  return `${formatCount(ms / HOUR_MS)} ${texts.common.units.hours}`
}

const order = Object.keys(looks) as FigureName[]
const onlyWithDoorways: readonly FigureName[] = ['entrances', 'exits']
const onlyWithCapacity: readonly FigureName[] = ['utilizationAverage', 'utilizationPeak', 'daysOver']

/** The figures of a period, each beside the one of the period before, which is `null` where it is not comparable. */
export function shownFigures(now: Figures, before: Figures | null): readonly ShownFigure[] {
  const hasDoorways = now.entrances !== null
  const hasCapacity = now.utilizationPeak !== null
  const { titles, definitions, doorwayVisits, risingVisits } = texts.space.figures
  return order
    .filter((name) => hasDoorways || !onlyWithDoorways.includes(name))
    .filter((name) => hasCapacity || !onlyWithCapacity.includes(name))
    .map((name) => ({
      name,
      title: titles[name],
      value: looks[name].format(now[name]),
      definition: name === 'visits' ? (hasDoorways ? doorwayVisits : risingVisits) : definitions[name],
      before: before === null ? null : compared(name, now[name], before[name]),
    }))
}

function compared(name: FigureName, now: number | null, before: number | null): ShownFigure['before'] {
  if (before === null) return null
  const { kind, format } = looks[name]
  const difference = differenceOf(now, before, kind)
  return { value: format(before), difference: difference === null ? null : differenceText(difference, kind) }
}
