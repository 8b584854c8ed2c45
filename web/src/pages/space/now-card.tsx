import type { Space } from '../../../../src/client/native-wire.ts'
import { formatAgo } from '../../format/durations.ts'
import { formatCount, formatPercent } from '../../format/numbers.ts'
import { formatZone } from '../../format/times.ts'
import { Card } from '../../parts/card.tsx'
import { Meter } from '../../parts/meter.tsx'
import { StateWord } from '../../parts/state-mark.tsx'
import { type LiveSpace, liveOf } from '../../state/live.ts'
import { portfolio } from '../../state/portfolio.ts'
import { serverNow } from '../../state/server-clock.ts'
import { knownCount, spaceStateOf } from '../../state/space-state.ts'
import { texts } from '../../texts/texts.ts'

const words = texts.space

/** How a space is now, and what it is. Follows the live stream. */
export function NowCard({ space, now }: { space: Space; now: number }) {
  const live = liveOf(space.id).value
  const count = knownCount(live)
  const { capacity } = space
  const share = count === null || capacity === null ? null : shareOf(count, capacity)
  return (
    <Card title={words.peopleNow} class="span-4 space-now">
      <p class="space-count">
        <span class="space-count-number">{formatCount(count)}</span>
        <StateWord state={spaceStateOf(live, capacity)} />
      </p>
      {capacity === null ? (
        <p class="muted small">{words.noCapacity}</p>
      ) : (
        <div class="space-share">
          <Meter share={share} label={words.capacity} />
          <p class="muted small">{words.ofCapacity(formatPercent(share), formatCount(capacity))}</p>
        </div>
      )}
      <Facts space={space} live={live} now={now} />
      <Inside space={space} />
    </Card>
  )
}

/** Nobody in a space for nobody is none of it. */
function shareOf(count: number, capacity: number): number {
  return count === 0 ? 0 : count / capacity
}

function Facts({ space, live, now }: { space: Space; live: LiveSpace | undefined; now: number }) {
  const mode = live?.counting_mode ?? space.counting_mode
  const labels = space.labels.map(({ name }) => name)
  return (
    <dl class="space-facts">
      <Fact name={words.health} value={words.healths[live?.space_health_status ?? 'unknown']} />
      <Fact
        name={words.lastReading}
        value={live?.timestamp == null ? words.never : formatAgo(live.timestamp, Math.max(now, serverNow()))}
      />
      <Fact name={words.countedBy} value={mode === null ? words.mixed : words.modes[mode]} />
      <Fact name={words.zone} value={formatZone(space.time_zone)} />
      <Fact name={words.kind} value={texts.common.spaceTypes[space.space_type]} />
      {space.function !== null && (
        <Fact name={words.function} value={texts.functions[space.function] ?? space.function} />
      )}
      {labels.length > 0 && <Fact name={words.labels} value={labels.join(', ')} />}
    </dl>
  )
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}

/** The way down the tree. */
function Inside({ space }: { space: Space }) {
  const children = portfolio.value?.children(space.id) ?? []
  if (children.length === 0) return null
  return (
    <nav class="space-inside" aria-label={words.inside}>
      <h3>{words.inside}</h3>
      <ul>
        {children.map(({ id, name }) => (
          <li key={id}>
            <a href={`/spaces/${id}`}>{name}</a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
