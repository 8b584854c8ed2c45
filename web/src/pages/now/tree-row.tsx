import { useComputed } from '@preact/signals'
import { ChevronRight, Map as MapIcon } from 'lucide'
import type { Space } from '../../../../src/client/native-wire.ts'
import { formatCount } from '../../format/numbers.ts'
import { Icon } from '../../parts/icon.tsx'
import { Meter } from '../../parts/meter.tsx'
import { StateMark } from '../../parts/state-mark.tsx'
import { liveOf } from '../../state/live.ts'
import { knownCount, spaceStateOf } from '../../state/space-state.ts'
import { texts } from '../../texts/texts.ts'

interface TreeRowProps {
  space: Space
  level: number
  /** `null` when there is nothing below it. */
  isOpen: boolean | null
  /** Whether it is here only for what is below it. */
  isContext: boolean
  onToggle: (id: string) => void
}

/** A line of the tree. Only the cells that show live values are drawn again when one changes. */
export function TreeRow({ space, level, isOpen, isContext, onToggle }: TreeRowProps) {
  const { id, name, space_type, labels, status } = space
  const words = texts.now.tree
  return (
    <div class={isContext ? 'tree-row tree-context' : 'tree-row'} style={{ '--level': level }}>
      <span class="tree-name">
        {isOpen === null ? (
          <span class="tree-toggle" />
        ) : (
          <button
            type="button"
            class="tree-toggle"
            aria-expanded={isOpen}
            aria-label={isOpen ? words.collapse(name) : words.expand(name)}
            onClick={() => onToggle(id)}
          >
            <Icon of={ChevronRight} />
          </button>
        )}
        <LiveMark space={space} />
        <a href={`/spaces/${id}`}>{name}</a>
        {space_type === 'floor' && (
          <a class="tree-plan" href={`/floors/${id}`} aria-label={words.plan(name)} title={words.plan(name)}>
            <Icon of={MapIcon} />
          </a>
        )}
      </span>
      <span class="tree-kind">{kindOf(space)}</span>
      <span class="tree-labels">
        {status !== 'live' && <span class="tag tag-strong">{words.status[status]}</span>}
        {labels.map((label) => (
          <span key={label.id} class="tag">
            {label.name}
          </span>
        ))}
      </span>
      <LiveCells space={space} />
    </div>
  )
}

function kindOf({ space_type, function: purpose }: Space): string {
  if (purpose === null) return texts.common.spaceTypes[space_type]
  return texts.functions[purpose] ?? purpose
}

function LiveMark({ space: { id, capacity } }: { space: Space }) {
  const state = useComputed(() => spaceStateOf(liveOf(id).value, capacity)).value
  return (
    <span class="tree-mark" title={texts.common.states[state]}>
      <StateMark state={state} />
      <span class="visually-hidden">{texts.common.states[state]}</span>
    </span>
  )
}

function LiveCells({ space: { id, name, capacity } }: { space: Space }) {
  const count = knownCount(liveOf(id).value)
  return (
    <>
      <span class="tree-meter">
        {capacity !== null && capacity > 0 && (
          <Meter share={count === null ? null : count / capacity} label={texts.now.tree.meter(name)} />
        )}
      </span>
      <span class="tree-count">
        <strong>{formatCount(count)}</strong>
        <span class="muted">{capacity === null ? '' : ` / ${formatCount(capacity)}`}</span>
      </span>
    </>
  )
}
