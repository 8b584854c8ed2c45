import type { HealthStatus } from '../../api/sensors.ts'
import { formatCount } from '../../format/numbers.ts'
import { Card } from '../../parts/card.tsx'
import { texts } from '../../texts/texts.ts'
import { healthStatuses } from './health.ts'
import { HealthWord } from './health-mark.tsx'

interface HealthNowProps {
  counts: Readonly<Record<HealthStatus, number>>
  /** The status that the table is limited to. */
  chosen: HealthStatus | null
  onChange: (changes: Readonly<Record<string, string | null>>) => void
}

/** How many sensors are how; each number filters the table. */
export function HealthNow({ counts, chosen, onChange }: HealthNowProps) {
  const words = texts.sensors
  return (
    <Card class="span-12" title={words.now.title}>
      <div class="health-now">
        {healthStatuses.map((status) => (
          <button
            key={status}
            type="button"
            class="health-count"
            aria-pressed={status === chosen}
            onClick={() => onChange({ status: status === chosen ? null : status })}
          >
            <strong>{formatCount(counts[status])}</strong>
            <HealthWord status={status} />
            <span class="muted small">{words.healthMeanings[status]}</span>
          </button>
        ))}
      </div>
    </Card>
  )
}
