import { formatCount, formatPercent, UNKNOWN } from '../../format/numbers.ts'
import { Meter } from '../../parts/meter.tsx'
import { texts } from '../../texts/texts.ts'
import type { PlacedSensor } from './attention.ts'
import { Figure } from './figure.tsx'
import type { Glance } from './glance.ts'

interface FiguresProps {
  glance: Glance
  /** Those of the scope that need attention, and how many there are; `null` while that is not known. */
  attention: { readonly sensors: readonly PlacedSensor[]; readonly total: number } | null
}

/** The four numbers that a morning begins with. */
export function Figures({ glance, attention }: FiguresProps) {
  const words = texts.now
  const { people, unknown, states } = glance
  const used = states.occupied + states.over
  const known = used + states.available
  const free = formatCount(known === 0 ? null : states.available)
  return (
    <div class="grid">
      <Figure
        title={words.people.title}
        value={formatCount(people)}
        note={unknown === 0 ? words.people.allKnown : words.people.unknown(unknown)}
      />
      <CapacityFigure capacity={glance.capacity} />
      <Figure
        title={words.inUse.title}
        value={known === 0 ? UNKNOWN : words.inUse.of(formatCount(used), formatCount(known))}
        note={inUseNote(free, known, unknown)}
      >
        <Meter share={known === 0 ? null : used / known} label={words.inUse.title} />
      </Figure>
      <Figure
        title={words.attention.figure}
        value={formatCount(attention?.sensors.length)}
        note={
          attention?.sensors.length === 0 && attention.total > 0
            ? words.attention.allWell
            : words.attention.of(formatCount(attention?.total))
        }
      />
    </div>
  )
}

function inUseNote(free: string, known: number, unknown: number): string {
  const words = texts.now.inUse
  if (unknown === 0) return words.note(free)
  return known === 0 ? words.noneKnown(unknown) : words.unknownToo(free, formatCount(unknown))
}

function CapacityFigure({ capacity }: { capacity: Glance['capacity'] }) {
  const { title, over, none } = texts.now.capacity
  const share = capacity === null ? null : capacity.people / capacity.places
  return (
    <Figure
      title={title}
      value={formatPercent(share)}
      note={
        capacity === null
          ? none
          : over(formatCount(capacity.people), formatCount(capacity.places), capacity.spaces)
      }
    >
      <Meter share={share} label={title} />
    </Figure>
  )
}
