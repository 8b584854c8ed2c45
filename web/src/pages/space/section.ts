import type { Metrics, SpaceMetrics } from '../../../../src/client/analytics-wire.ts'
import type { OperatingHours } from '../../../../src/client/density-wire.ts'
import type { Space } from '../../../../src/client/native-wire.ts'
import type { Period } from './period.ts'

/** What every section about a period is given. */
export interface SectionProps {
  space: Space
  period: Period
  /** The working hours; `null` for the whole week. */
  hours: OperatingHours | null
  /** Whether something was observed in the period, though nothing during the working hours. */
  isOutside: boolean
  /** Changes when what was asked for should be asked for again. */
  tick: string
}

/** The rows of the one space that was asked about; none where it has nothing to say. */
export function only({ spaces }: Metrics, { id, time_zone, capacity }: Space): SpaceMetrics {
  return spaces[id] ?? { time_zone, capacity, rows: [] }
}
