import { X } from 'lucide'
import { useEffect, useRef } from 'preact/hooks'
import type { Space } from '../../../../src/client/native-wire.ts'
import { formatCount, formatPercent } from '../../format/numbers.ts'
import { formatMoment, formatZone } from '../../format/times.ts'
import { Icon } from '../../parts/icon.tsx'
import { Meter } from '../../parts/meter.tsx'
import { StateWord } from '../../parts/state-mark.tsx'
import { type LiveSpace, liveOf } from '../../state/live.ts'
import { knownCount, spaceStateOf } from '../../state/space-state.ts'
import { texts } from '../../texts/texts.ts'
import './space-panel.css'

/** What is known of one space now, beside the picture that it was chosen on. */
export function SpacePanel({ space, onClose }: { space: Space; onClose: () => void }) {
  const words = texts.floor.panel
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [space.id])
  useEffect(() => {
    const close = ({ key, target }: KeyboardEvent) => {
      if (key === 'Escape' && !(target instanceof Element && target.closest('dialog, .menu') !== null))
        onClose()
    }
    document.addEventListener('keydown', close)
    return () => document.removeEventListener('keydown', close)
  }, [onClose])
  return (
    <aside class="card space-panel" aria-label={space.name}>
      <header class="space-panel-header">
        <h2 ref={heading} tabIndex={-1}>
          {space.name}
        </h2>
        <button type="button" class="icon-button" aria-label={words.close} onClick={onClose}>
          <Icon of={X} />
        </button>
      </header>
      <LiveFacts space={space} />
      <a class="button button-primary" href={`/spaces/${space.id}`}>
        {words.open}
      </a>
    </aside>
  )
}

function LiveFacts({ space }: { space: Space }) {
  const words = texts.floor.panel
  const { id, name, capacity } = space
  const live = liveOf(id).value
  const count = knownCount(live)
  const share = count === null || !capacity ? null : count / capacity
  return (
    <>
      {count === null ? (
        <p class="space-panel-unknown">
          <strong>{words.unknown}</strong>
          <span class="muted">
            {' '}
            · {capacity === null ? words.noCapacity : words.capacity(formatCount(capacity))}
          </span>
        </p>
      ) : (
        <p class="space-panel-count">
          <strong>{formatCount(count)}</strong>
          <span class="muted">
            {words.people}, {capacity === null ? words.noCapacity : ofCapacity(capacity, share)}
          </span>
        </p>
      )}
      {capacity !== null && <Meter share={share} label={name} />}
      {live?.is_capped === true && <p class="muted small">{words.capped}</p>}
      <dl class="space-panel-facts">
        <dt>{words.state}</dt>
        <dd>
          <StateWord state={spaceStateOf(live, capacity)} />
        </dd>
        <dt>{words.health}</dt>
        <dd>{words.health_status[live?.space_health_status ?? 'unknown']}</dd>
        <dt>{words.lastReading}</dt>
        <dd>{lastReading(live, space)}</dd>
        <SetUpFacts space={space} />
      </dl>
    </>
  )
}

function SetUpFacts({ space: { function: purpose, labels } }: { space: Space }) {
  const words = texts.floor.panel
  return (
    <>
      {purpose !== null && (
        <>
          <dt>{words.function}</dt>
          <dd>{texts.functions[purpose] ?? purpose}</dd>
        </>
      )}
      {labels.length > 0 && (
        <>
          <dt>{words.labels}</dt>
          <dd>{labels.map(({ name }) => name).join(', ')}</dd>
        </>
      )}
    </>
  )
}

function ofCapacity(capacity: number, share: number | null): string {
  return texts.floor.panel.ofCapacity(formatCount(capacity), formatPercent(share))
}

function lastReading(live: LiveSpace | undefined, { time_zone }: Space): string {
  const at = live?.timestamp ?? null
  return at === null ? texts.floor.panel.none : `${formatMoment(at, time_zone)}, ${formatZone(time_zone, at)}`
}
