import { formatHours } from '../../format/hours.ts'
import { Button } from '../../parts/button.tsx'
import type { Nothing } from '../../parts/notice.tsx'
import { workingHours } from '../../state/working-hours.ts'
import { texts } from '../../texts/texts.ts'

/**
 * What is said of a period in which nothing was observed during the working hours. `isOutside`: whether something was
 * at other hours, which one can then look at.
 */
export function nothingObserved(isOutside: boolean): Nothing {
  const { empty, outside, outsideText, showAll } = texts.common.chart
  if (!isOutside) return empty
  const showAllHours = () => {
    workingHours.value = null
  }
  return {
    title: outside(formatHours(workingHours.value)),
    children: (
      <>
        <p>{outsideText}</p>
        <Button onClick={showAllHours}>{showAll}</Button>
      </>
    ),
  }
}
