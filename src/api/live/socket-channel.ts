import type { Access } from '../../domain/access/access.ts'
import type { Portfolio } from '../../domain/portfolio/portfolio.ts'
import type { OrganizationKey, Space, SpaceKey } from '../../domain/portfolio/space.ts'
import type { LiveCrossing } from '../../live/live-feed.ts'
import { type LiveState, presenceOf } from '../../live/live-state.ts'
import { formatInstant } from '../wire.ts'
import { type LiveSubject, liveMembers } from './live-members.ts'
import { mayWatch, type SocketTarget } from './socket-target.ts'

/** Whoever takes the frames of a channel; `send` says whether it could. */
export interface FrameReceiver {
  send(frame: Buffer): boolean
}

/** All sockets of one target. What they are sent is the same, and written once. */
export class SocketChannel {
  readonly target: SocketTarget
  readonly name: string
  readonly sockets = new Set<FrameReceiver>()
  /** The spaces told of, by key; none for crossings and events. */
  members: ReadonlyMap<SpaceKey, Space> = new Map()
  /** Spaces that changed and are to be told together. */
  readonly changed = new Set<Space>()
  /** What the sockets were told last of each member. */
  readonly #told = new Map<SpaceKey, string>()
  #portfolio: Portfolio
  /** Whom it was last asked about, and what was found: thousands of sockets ask about one caller. */
  #judged: { readonly access: Access; readonly admitted: boolean } | null = null

  constructor(target: SocketTarget, name: string, portfolio: Portfolio) {
    this.target = target
    this.name = name
    this.#portfolio = portfolio
    this.adopt(portfolio)
  }

  get organization(): OrganizationKey {
    return this.#portfolio.organization
  }

  /** What is told of the members; `null` for crossings and events. */
  get subject(): LiveSubject | null {
    const { kind } = this.target
    return kind === 'crossings' || kind === 'events' ? null : kind
  }

  /** Goes by another set-up. */
  adopt(portfolio: Portfolio): void {
    this.#portfolio = portfolio
    this.#judged = null
    if (this.target.kind === 'crossings' || this.target.kind === 'events') return
    const space = portfolio.space(this.target.space)
    const members = space === null ? [] : liveMembers(portfolio, space, this.target.kind)
    this.members = new Map(members.map((member) => [member.key, member]))
  }

  /**
   * Whether the sockets have yet to be told of a state: on a presence socket of another presence or health, on a count
   * socket of another count or health (density-v3.md §7). It counts as told from now on.
   */
  isNews(space: SpaceKey, state: LiveState): boolean {
    const figure = this.subject === 'presence' ? presenceOf(state) : state.count
    const told = `${figure} ${state.health}`
    if (this.#told.get(space) === told) return false
    this.#told.set(space, told)
    return true
  }

  /** Whether a caller may have a socket here, by the set-up as it is now. */
  admits(access: Access): boolean {
    if (this.#judged?.access !== access) {
      this.#judged = { access, admitted: mayWatch(this.#portfolio, access, this.target) }
    }
    return this.#judged.admitted
  }

  send(frame: Buffer): number {
    let sent = 0
    for (const socket of this.sockets) if (socket.send(frame)) sent++
    return sent
  }

  /** What is told of each person of a crossing; `countOf` tells how many are in a space now. */
  crossingTexts(crossing: LiveCrossing, countOf: (space: SpaceKey) => number | null): readonly string[] {
    if (this.target.kind === 'crossings') return [this.#crossingText(crossing, this.target.sides)]
    return this.target.kind === 'events' ? this.#eventTexts(crossing, this.target.spaces, countOf) : []
  }

  /** A crossing as one message for each space that it leads into or out of, as that space sees it (density-v3.md §12). */
  #eventTexts(
    { doorway, direction, at }: LiveCrossing,
    spaces: readonly SpaceKey[] | null,
    countOf: (space: SpaceKey) => number | null,
  ): readonly string[] {
    return doorway.sides.flatMap(({ space: key, placement }) => {
      const space = this.#portfolio.space(key)
      const above = this.#portfolio.ancestors(key).map((ancestor) => ancestor.key)
      const isTold = spaces === null || [key, ...above].some((each) => spaces.includes(each))
      if (space === null || !isTold) return []
      const payload = {
        space_id: space.id,
        doorway_id: doorway.id,
        direction: direction * placement,
        count: countOf(key),
        timestamp: formatInstant(at),
      }
      return [JSON.stringify({ payload })]
    })
  }

  /** A crossing of this doorway as one flat message (density-v3.md §7). */
  #crossingText(
    { doorway, serialNumber, direction, at }: LiveCrossing,
    told: readonly SpaceKey[] | null,
  ): string {
    const sides = doorway.sides.filter(({ space }) => told === null || told.includes(space))
    return JSON.stringify({
      doorway_id: doorway.id,
      sensor_serial_number: serialNumber,
      space_ids: sides.flatMap(({ space }) => this.#portfolio.space(space)?.id ?? []),
      direction,
      timestamp: formatInstant(at),
    })
  }
}
