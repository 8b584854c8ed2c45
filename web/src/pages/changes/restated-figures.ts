import type { RestatedFigures } from '../../../../src/client/native-wire.ts'
import { askColumns } from '../../api/metrics.ts'

/** What days that were restated say now, around the clock; `null` where nothing is known of them. */
export interface FiguresNow {
  readonly average: number | null
  readonly peak: number | null
}

/** Questions that the server is asked at a time. */
const MAX_ASKED = 4

/** Which days of which space a change is about: two changes of the same days have the same figures now. */
export function daysKey({ space_id, from, to }: RestatedFigures): string {
  return [space_id, from, to].join(' ')
}

/** The figures of changed days as they are now, by {@link daysKey}: a question for each span of days. */
export async function askFiguresNow(
  changes: readonly RestatedFigures[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, FiguresNow>> {
  const spans = bySpan(changes)
  const found = new Map<string, FiguresNow>()
  for (let first = 0; first < spans.length; first += MAX_ASKED) {
    const asked = spans.slice(first, first + MAX_ASKED)
    const answers = await Promise.all(asked.map((span) => askSpan(span, signal)))
    for (const [key, figures] of answers.flat()) found.set(key, figures)
  }
  return found
}

function bySpan(changes: readonly RestatedFigures[]): readonly (readonly RestatedFigures[])[] {
  const spans = new Map<string, RestatedFigures[]>()
  for (const change of changes) {
    const key = `${change.from} ${change.to}`
    spans.set(key, [...(spans.get(key) ?? []), change])
  }
  return [...spans.values()]
}

async function askSpan(
  span: readonly RestatedFigures[],
  signal: AbortSignal,
): Promise<readonly (readonly [string, FiguresNow])[]> {
  const [{ from, to } = { from: '', to: '' }] = span
  const ids = [...new Set(span.map(({ space_id }) => space_id))]
  const { spaces } = await askColumns(
    {
      space_ids: ids,
      flatten: false,
      start_date: `${from}T00:00:00`,
      end_date: `${to}T23:59:59`,
      time_resolution: 'total',
      columns: ['occupancy_avg', 'occupancy_max'],
    },
    signal,
  )
  return span.map((change) => {
    const row = spaces[change.space_id]?.rows[0]
    return [daysKey(change), { average: row?.occupancy_avg ?? null, peak: row?.occupancy_max ?? null }]
  })
}
