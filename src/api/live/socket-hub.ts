import type { Socket } from 'node:net'
import type { WebSocket } from 'ws'
import type { OrganizationKey, SpaceKey } from '../../domain/portfolio/space.ts'
import type { Live } from '../../live/live.ts'
import type { LiveBatch, LiveCrossing } from '../../live/live-feed.ts'
import { ChannelIndex } from './channel-index.ts'
import { CloseCode, closeSocket, LiveSocket } from './live-socket.ts'
import { MessageWriter } from './message-writer.ts'
import type { SocketChannel } from './socket-channel.ts'
import type { SocketTicket } from './socket-tickets.ts'
import { textFrame } from './text-frame.ts'
import { TickWheel } from './tick-wheel.ts'

/** When things happen on sockets; all are multiples of `tickMs`, and `refreshMs` is one of `pingMs`. */
export interface SocketTimes {
  readonly tickMs: number
  readonly pingMs: number
  readonly refreshMs: number
}

/** Figures about open sockets. */
export interface SocketFigures {
  readonly open: number
  /** Messages sent since the start. */
  readonly messages: number
}

/** Most messages that one crossing of many people makes: beyond it nobody counts along. */
const MAX_EVENTS = 1_000

interface Listening {
  readonly index: ChannelIndex
  readonly unsubscribe: () => void
}

/** All open sockets: sends each what it is to know, when it changes and now and again (density-v3.md §7). */
export class SocketHub {
  readonly #live: Live
  readonly #times: SocketTimes
  readonly #organizations = new Map<OrganizationKey, Listening>()
  readonly #wheel: TickWheel<LiveSocket>
  #messages = 0
  #isClosing = false

  constructor(live: Live, times: SocketTimes) {
    this.#live = live
    this.#times = times
    this.#wheel = new TickWheel(times.refreshMs / times.tickMs)
  }

  figures(): SocketFigures {
    return { open: this.#wheel.size, messages: this.#messages }
  }

  /** Takes a socket in, with its first snapshot. */
  async open(ws: WebSocket, stream: Socket, { holder, target }: SocketTicket): Promise<void> {
    await this.#live.settled()
    const portfolio = this.#live.portfolio(holder.organization)
    if (this.#isClosing) return closeSocket(ws, CloseCode.restart, 'restarting')
    if (portfolio === null || ws.readyState !== ws.OPEN) return ws.terminate()
    const { index } = this.#listening(holder.organization)
    index.adopt(portfolio)
    const channel = index.open(target)
    if (channel.sockets.size === 0) this.#noteMembers(channel)
    const socket = new LiveSocket(ws, stream, channel, holder)
    holder.add(socket)
    channel.sockets.add(socket)
    this.#wheel.add(socket)
    ws.once('close', () => this.#forget(socket))
    if (channel.subject !== null) this.#send(socket, this.#refresh(channel))
  }

  /** Lets a tick pass: refreshes and pings those whose time it is. */
  async tick(): Promise<void> {
    await this.#live.settled()
    for (const [organization, { index }] of this.#organizations) {
      const portfolio = this.#live.portfolio(organization)
      if (portfolio !== null) index.adopt(portfolio)
    }
    this.#wheel.advance()
    const frames = new Map<SocketChannel, Buffer>()
    for (const socket of this.#wheel.due(0)) {
      const { channel } = socket
      if (channel.subject === null) continue
      const frame = frames.get(channel) ?? this.#refresh(channel)
      frames.set(channel, frame)
      this.#send(socket, frame)
    }
    const { pingMs, refreshMs, tickMs } = this.#times
    for (let ago = 0; ago < refreshMs; ago += pingMs) {
      for (const socket of this.#wheel.due(ago / tickMs)) socket.ping()
    }
  }

  /** Closes everything, and soon by force; nothing is opened any more. */
  async close(withinMs: number): Promise<void> {
    this.#isClosing = true
    for (const socket of this.#wheel.members()) socket.close(CloseCode.restart, 'restarting')
    const deadline = performance.now() + withinMs
    while (this.#wheel.size > 0 && performance.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    for (const socket of this.#wheel.members()) socket.terminate()
  }

  #listening(organization: OrganizationKey): Listening {
    const known = this.#organizations.get(organization)
    if (known !== undefined) return known
    const portfolio = this.#live.portfolio(organization)
    if (portfolio === null) throw new Error(`There is no organization ${organization}.`)
    const listening = {
      index: new ChannelIndex(portfolio),
      unsubscribe: this.#live.subscribe(organization, (batch) => this.#tell(batch)),
    }
    this.#organizations.set(organization, listening)
    return listening
  }

  #tell({ organization, spaces, crossings }: LiveBatch): void {
    const portfolio = this.#live.portfolio(organization)
    const index = this.#organizations.get(organization)?.index
    if (index === undefined || portfolio === null) return
    index.adopt(portfolio)
    this.#tellChanges(index, spaces.keys())
    for (const crossing of crossings) this.#tellCrossing(index, crossing)
  }

  #tellChanges(index: ChannelIndex, spaces: Iterable<SpaceKey>): void {
    const { organization } = index.portfolio
    const changed = new Set<SocketChannel>()
    for (const key of spaces) {
      for (const channel of index.tellingOf(key)) {
        const space = channel.members.get(key)
        if (space === undefined || !channel.isNews(key, this.#live.state(organization, key))) continue
        channel.changed.add(space)
        changed.add(channel)
      }
    }
    const writer = this.#writer(organization)
    for (const channel of changed) {
      if (channel.subject === null) continue
      this.#messages += channel.send(textFrame(writer.message('live', channel.subject, channel.changed)))
      channel.changed.clear()
    }
  }

  #tellCrossing(index: ChannelIndex, crossing: LiveCrossing): void {
    const { organization } = index.portfolio
    const countOf = (space: SpaceKey) => {
      const { count, isKnown } = this.#live.state(organization, space)
      return isKnown ? count : null
    }
    const events = Math.min(crossing.people, MAX_EVENTS)
    for (const channel of index.tellingOfDoorway(crossing.doorway.key)) {
      const frames = channel.crossingTexts(crossing, countOf).map(textFrame)
      for (let event = 0; event < events; event++)
        for (const frame of frames) this.#messages += channel.send(frame)
    }
  }

  /** The first snapshot tells of all members. */
  #noteMembers(channel: SocketChannel): void {
    for (const key of channel.members.keys()) channel.isNews(key, this.#live.state(channel.organization, key))
  }

  #writer(organization: OrganizationKey): MessageWriter {
    const portfolio = this.#live.portfolio(organization)
    if (portfolio === null) throw new Error(`There is no organization ${organization}.`)
    return new MessageWriter(portfolio, (space) => this.#live.state(organization, space))
  }

  #refresh(channel: SocketChannel): Buffer {
    if (channel.subject === null) throw new Error('Crossings have no snapshot.')
    const writer = this.#writer(channel.organization)
    return textFrame(writer.message('refresh', channel.subject, channel.members.values()))
  }

  #send(socket: LiveSocket, frame: Buffer): void {
    if (socket.send(frame)) this.#messages++
  }

  #forget(socket: LiveSocket): void {
    const { channel, holder } = socket
    holder.remove(socket)
    this.#wheel.delete(socket)
    channel.sockets.delete(socket)
    const listening = this.#organizations.get(holder.organization)
    if (channel.sockets.size > 0 || listening === undefined) return
    listening.index.close(channel)
    if (!listening.index.isEmpty) return
    listening.unsubscribe()
    this.#organizations.delete(holder.organization)
  }
}
