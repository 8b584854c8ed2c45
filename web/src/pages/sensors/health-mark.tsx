import type { HealthStatus } from '../../api/sensors.ts'
import { texts } from '../../texts/texts.ts'

/** A health in words, with a sign that is told apart by shape as well as by colour. */
export function HealthWord({ status }: { status: HealthStatus }) {
  return (
    <span class={`health-word health-${status}`}>
      <svg class="health-mark" viewBox="0 0 16 16" width="1em" height="1em" aria-hidden="true">
        <HealthShape status={status} />
      </svg>
      {texts.sensors.health[status]}
    </span>
  )
}

/** In a box of 16 by 16: a disc with a tick, a triangle with a stroke, a crossed-out square, a dashed ring. */
function HealthShape({ status }: { status: HealthStatus }) {
  const line = {
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': 2,
    'stroke-linejoin': 'round',
  } as const
  switch (status) {
    case 'healthy':
      return (
        <>
          <circle cx="8" cy="8" r="7" fill="currentColor" />
          <path d="m4.8 8.2 2.3 2.3 4.2-4.6" {...line} stroke="var(--surface)" />
        </>
      )
    case 'degraded':
      return <path d="M8 1.8 15 14H1ZM8 6.4v3.4M8 11.6v.2" {...line} />
    case 'offline':
      return <path d="M2 2h12v12H2ZM5 5l6 6M11 5l-6 6" {...line} />
    case 'unknown':
      return <circle cx="8" cy="8" r="6" {...line} stroke-dasharray="2.6 2.1" />
  }
}
