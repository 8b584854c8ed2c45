import type { OperatingHours } from '../../../../src/client/density-wire.ts'
import type { Space } from '../../../../src/client/native-wire.ts'
import { askMetrics } from '../../api/metrics.ts'
import { type Answer, useAnswer } from '../../state/answer.ts'
import type { ComparedPeriods } from './figures-card.tsx'
import { datesOf, type Period } from './period.ts'
import { only } from './section.ts'

/** Whether a period was observed at all, though not during the working hours. Asked only where that matters. */
export function useOutside(
  space: Space,
  period: Period,
  hours: OperatingHours | null,
  figures: Answer<ComparedPeriods>,
): boolean {
  const total = figures.value?.now.total
  const isAsked = figures.state === 'ready' && hours !== null && (total?.observed_ms ?? 0) === 0
  const answer = useAnswer(`outside ${space.id} ${period.from} ${period.to} ${isAsked}`, async (signal) => {
    if (!isAsked) return false
    const asked = { space_ids: [space.id], flatten: false, ...datesOf(period) }
    const [row] = only(await askMetrics(asked, signal), space).rows
    return (row?.observed_ms ?? 0) > 0
  })
  return answer.value === true
}
