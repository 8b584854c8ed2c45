import type { Portfolio } from '../../domain/portfolio/portfolio.ts'
import type { Space, SpaceKey } from '../../domain/portfolio/space.ts'
import type { LiveCrossing } from '../../live/live-feed.ts'
import { type LiveState, presenceOf } from '../../live/live-state.ts'
import { formatInstant } from '../wire.ts'
import { modeIn } from './live-members.ts'

/** A server-sent event before it is numbered. */
export interface LiveEvent {
  readonly name: 'snapshot' | 'change' | 'crossing'
  readonly data: object
}

/** A space as it is now, as `/api` shows it. While it is not known, `count` is what was known last. */
export function stateAsSent(portfolio: Portfolio, space: Space, state: LiveState) {
  return {
    count: state.count,
    is_known: state.isKnown,
    presence: presenceOf(state),
    is_capped: state.capped,
    counting_mode: modeIn(portfolio, space),
    space_health_status: state.health,
    timestamp: state.lastAt === null ? null : formatInstant(state.lastAt),
  }
}

/** Some spaces' states as one event: an object by space id. */
export function stateEvent(
  name: 'snapshot' | 'change',
  portfolio: Portfolio,
  states: readonly (readonly [Space, LiveState])[],
): LiveEvent {
  const spaces = Object.fromEntries(
    states.map(([space, state]) => [space.id, stateAsSent(portfolio, space, state)]),
  )
  return { name, data: { spaces } }
}

/** A crossing as an event; `null` when none of its sides is visible. */
export function crossingEvent(
  portfolio: Portfolio,
  { doorway, serialNumber, direction, people, at }: LiveCrossing,
  visible: ReadonlySet<SpaceKey> | null,
): LiveEvent | null {
  const sides = doorway.sides.filter(({ space }) => visible === null || visible.has(space))
  if (sides.length === 0) return null
  const data = {
    doorway_id: doorway.id,
    sensor_serial_number: serialNumber,
    space_ids: sides.flatMap(({ space }) => portfolio.space(space)?.id ?? []),
    direction,
    n: people,
    timestamp: formatInstant(at),
  }
  return { name: 'crossing', data }
}

/** What happened at once, as text: only the last event carries the id, so that who comes back misses none of them. */
export function eventsText(events: readonly LiveEvent[], id: string): string {
  return events
    .map(({ name, data }, index) => {
      const numbered = index === events.length - 1 ? `id: ${id}\n` : ''
      return `event: ${name}\n${numbered}data: ${JSON.stringify(data)}\n\n`
    })
    .join('')
}
