import type { Portfolio } from '../../domain/portfolio/portfolio.ts'
import type { Space, SpaceKey } from '../../domain/portfolio/space.ts'
import { type LiveState, presenceOf } from '../../live/live-state.ts'
import { formatInstant } from '../wire.ts'
import { type LiveSubject, modeIn } from './live-members.ts'

/**
 * Writes the messages of one moment. What is said of a space is written once, however many messages say it
 * (density-v3.md §7).
 */
export class MessageWriter {
  readonly #portfolio: Portfolio
  readonly #stateOf: (space: SpaceKey) => LiveState
  readonly #written: Record<LiveSubject, Map<SpaceKey, string>> = {
    presence: new Map(),
    occupancy: new Map(),
  }

  constructor(portfolio: Portfolio, stateOf: (space: SpaceKey) => LiveState) {
    this.#portfolio = portfolio
    this.#stateOf = stateOf
  }

  /** A message about some spaces as JSON text. */
  message(type: 'refresh' | 'live', subject: LiveSubject, spaces: Iterable<Space>): string {
    const members: string[] = []
    for (const space of spaces) members.push(this.#member(subject, space))
    return `{"update_type":"${type}","data":{${members.join(',')}}}`
  }

  #member(subject: LiveSubject, space: Space): string {
    const known = this.#written[subject].get(space.key)
    if (known !== undefined) return known
    const state = this.#stateOf(space.key)
    const value = subject === 'presence' ? presenceOf(state) : state.count
    const text = `${JSON.stringify(space.id)}:${JSON.stringify({
      timestamp: state.lastAt === null ? null : formatInstant(state.lastAt),
      [subject]: value,
      counting_mode: modeIn(this.#portfolio, space),
      space_health_status: state.health,
    })}`
    this.#written[subject].set(space.key, text)
    return text
  }
}
