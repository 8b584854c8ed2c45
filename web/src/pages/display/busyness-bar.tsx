import type { PublishedPlace } from '../../api/published-site.ts'
import { formatPercent } from '../../format/numbers.ts'
import './busyness-bar.css'

type Level = PublishedPlace['locHtml']['class']

/** How full an open place is, as a bar; hatched while not known, or in part only. */
export function BusynessBar({ place }: { place: PublishedPlace }) {
  const { isOpen, isAvailable, percentage, name } = place
  const isKnown = isOpen && isAvailable && percentage !== null
  const kind = isOpen && !isKnown ? 'busyness-bar-unknown' : ''
  return (
    <div
      class={`busyness-bar ${kind}`}
      role="img"
      aria-label={`${name}: ${formatPercent(isKnown ? percentage : null)}`}
    >
      <div style={{ width: `${isKnown ? percentage * 100 : 0}%` }} />
    </div>
  )
}

const lit = { 'not-busy': 1, busy: 2, 'very-busy': 3, unknown: 0, closed: 0 } as const

/** The sign of a level, by shape as well as by colour: one, two or three bars that rise. */
export function LevelMark({ level }: { level: Level }) {
  return (
    <svg class="level-mark" viewBox="0 0 16 16" width="0.9em" height="0.9em" aria-hidden="true">
      {[0, 1, 2].map((bar) => (
        <rect
          key={bar}
          x={1 + bar * 5.2}
          y={10 - bar * 4.5}
          width="3.6"
          height={5 + bar * 4.5}
          rx="0.8"
          fill={bar < lit[level] ? 'currentColor' : 'none'}
          stroke="currentColor"
          stroke-width="1"
        />
      ))}
    </svg>
  )
}
