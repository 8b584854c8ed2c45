import type { DoorwayKey } from '../../domain/portfolio/doorway.ts'
import type { Portfolio } from '../../domain/portfolio/portfolio.ts'
import type { SpaceKey } from '../../domain/portfolio/space.ts'
import { SocketChannel } from './socket-channel.ts'
import { nameOf, type SocketTarget } from './socket-target.ts'

/** The open channels of one organization, and which of them tell of what. */
export class ChannelIndex {
  readonly #channels = new Map<string, SocketChannel>()
  readonly #bySpace = new Map<SpaceKey, Set<SocketChannel>>()
  readonly #byDoorway = new Map<DoorwayKey, Set<SocketChannel>>()
  /** Those that tell of all doorways. */
  readonly #ofEvents = new Set<SocketChannel>()
  #portfolio: Portfolio

  constructor(portfolio: Portfolio) {
    this.#portfolio = portfolio
  }

  get portfolio(): Portfolio {
    return this.#portfolio
  }

  get isEmpty(): boolean {
    return this.#channels.size === 0
  }

  channels(): Iterable<SocketChannel> {
    return this.#channels.values()
  }

  /** Goes by another set-up. */
  adopt(portfolio: Portfolio): void {
    if (portfolio === this.#portfolio) return
    this.#portfolio = portfolio
    this.#bySpace.clear()
    for (const channel of this.#channels.values()) {
      channel.adopt(portfolio)
      for (const space of channel.members.keys()) include(this.#bySpace, space, channel)
    }
  }

  /** The channel of a target, opened when there is none. */
  open(target: SocketTarget): SocketChannel {
    const name = nameOf(target)
    const known = this.#channels.get(name)
    if (known !== undefined) return known
    const channel = new SocketChannel(target, name, this.#portfolio)
    this.#channels.set(name, channel)
    for (const space of channel.members.keys()) include(this.#bySpace, space, channel)
    if (target.kind === 'crossings') include(this.#byDoorway, target.doorway, channel)
    if (target.kind === 'events') this.#ofEvents.add(channel)
    return channel
  }

  /** Forgets a channel without sockets. */
  close(channel: SocketChannel): void {
    this.#channels.delete(channel.name)
    for (const space of channel.members.keys()) exclude(this.#bySpace, space, channel)
    this.#ofEvents.delete(channel)
    if (channel.target.kind === 'crossings') exclude(this.#byDoorway, channel.target.doorway, channel)
  }

  tellingOf(space: SpaceKey): Iterable<SocketChannel> {
    return this.#bySpace.get(space) ?? []
  }

  tellingOfDoorway(doorway: DoorwayKey): Iterable<SocketChannel> {
    return [...(this.#byDoorway.get(doorway) ?? []), ...this.#ofEvents]
  }
}

function include<K>(index: Map<K, Set<SocketChannel>>, key: K, channel: SocketChannel): void {
  const channels = index.get(key)
  if (channels === undefined) index.set(key, new Set([channel]))
  else channels.add(channel)
}

function exclude<K>(index: Map<K, Set<SocketChannel>>, key: K, channel: SocketChannel): void {
  const channels = index.get(key)
  channels?.delete(channel)
  if (channels?.size === 0) index.delete(key)
}
