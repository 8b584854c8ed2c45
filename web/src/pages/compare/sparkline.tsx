import { formatAverage } from '../../format/numbers.ts'
import { texts } from '../../texts/texts.ts'
import { sparkPath } from './spark-path.ts'

const WIDTH = 112
const HEIGHT = 28

/** A row of values as a small line from 0, with gaps for what is unknown. */
export function Sparkline({ values }: { values: readonly (number | null)[] }) {
  const known = values.filter((value) => value !== null)
  const { spark, sparkUnknown } = texts.compare
  const label =
    known.length === 0
      ? sparkUnknown
      : spark(formatAverage(Math.min(...known)), formatAverage(Math.max(...known)))
  return (
    <svg class="sparkline" viewBox={`-2 -2 ${WIDTH + 4} ${HEIGHT + 4}`} role="img" aria-label={label}>
      <title>{label}</title>
      <path d={`M0 ${HEIGHT}H${WIDTH}`} class="sparkline-ground" />
      <path d={sparkPath(values, WIDTH, HEIGHT)} class="sparkline-line" />
    </svg>
  )
}
