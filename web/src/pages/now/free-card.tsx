import { formatCount } from '../../format/numbers.ts'
import { Card } from '../../parts/card.tsx'
import { StateMark } from '../../parts/state-mark.tsx'
import { placeName } from '../../state/place-names.ts'
import { texts } from '../../texts/texts.ts'
import type { FreeGroup } from './glance.ts'
import './lists.css'

const LISTED = 5

interface FreeCardProps {
  groups: readonly FreeGroup[]
  /** How many spaces there are that people take for themselves, and of how many of them it is known whether they are free. */
  taken: { readonly total: number; readonly known: number }
  /** The address of all free spaces with a function. */
  hrefOf: (purpose: string | null) => string
}

/** What people can take right now, by what it is for. */
export function FreeCard({ groups, taken, hrefOf }: FreeCardProps) {
  const words = texts.now.free
  return (
    <Card title={words.title} definition={words.definition}>
      {groups.length === 0 && <p class="muted small">{noneFree(taken)}</p>}
      <div class="free-groups">
        {groups.map((group) => (
          <FreeGroupList key={group.function} group={group} href={hrefOf(group.function)} />
        ))}
      </div>
    </Card>
  )
}

function noneFree({ total, known }: FreeCardProps['taken']): string {
  const words = texts.now.free
  if (total === 0) return words.noneSuch
  if (known === 0) return words.noneKnown
  return known < total ? words.noneOfKnown : words.none
}

function FreeGroupList({ group, href }: { group: FreeGroup; href: string }) {
  const words = texts.now.free
  const name =
    group.function === null ? words.otherFunction : (texts.functions[group.function] ?? group.function)
  const rest = group.spaces.length - LISTED
  return (
    <section class="free-group">
      <h3>
        <StateMark state="available" />
        {name}
        <span class="muted">{formatCount(group.spaces.length)}</span>
      </h3>
      <ul class="chips">
        {group.spaces.slice(0, LISTED).map(({ id, capacity }) => (
          <li key={id}>
            <a class="chip" href={`/spaces/${id}`}>
              {placeName(id)}
              {capacity !== null && <span class="muted">{words.capacity(formatCount(capacity))}</span>}
            </a>
          </li>
        ))}
        {rest > 0 && (
          <li>
            <a class="chip chip-more" href={href}>
              {words.more(rest)}
            </a>
          </li>
        )}
      </ul>
    </section>
  )
}
