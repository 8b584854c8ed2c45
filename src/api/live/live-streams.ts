import type { ServerResponse } from 'node:http'
import { type Access, allows, visibleSpaces } from '../../domain/access/access.ts'
import type { Portfolio } from '../../domain/portfolio/portfolio.ts'
import type { SpaceKey } from '../../domain/portfolio/space.ts'
import { SECOND_MS } from '../../domain/time/interval.ts'
import type { Live } from '../../live/live.ts'
import type { LiveBatch } from '../../live/live-feed.ts'
import { crossingEvent, eventsText, stateEvent } from './live-event.ts'
import type { LiveHolder } from './live-holders.ts'

/** How often a stream gives a sign of life: proxies end what is silent for a minute. */
const HEARTBEAT_MS = 15 * SECOND_MS
const SIGN_OF_LIFE = ': alive\n\n'
/** Bytes that may wait to be sent to one client besides the largest event there is. */
const MOST_WAITING_BYTES = 1024 * 1024

/** One client's stream of server-sent events. */
interface Stream {
  readonly response: ServerResponse
  readonly holder: LiveHolder
  access: Access
  portfolio: Portfolio
  /** `null` for every space. */
  visible: ReadonlySet<SpaceKey> | null
  largestBytes: number
  review(access: Access | null): void
}

/** Open streams of server-sent events: every change of the spaces that each caller sees (native.md, live). */
export class LiveStreams {
  readonly #live: Live
  readonly #streams = new Set<Stream>()
  /** Tells the sequences of this process from those of others: letters and digits. */
  readonly #epoch: string
  #messages = 0

  constructor(live: Live, epoch: string) {
    this.#live = live
    this.#epoch = epoch
  }

  get open(): number {
    return this.#streams.size
  }

  get messages(): number {
    return this.#messages
  }

  /**
   * Opens a stream: what was missed since `lastEventId` if that is still known, else everything as it is; then each
   * change as it comes. The headers must have been sent.
   */
  async begin(
    response: ServerResponse,
    holder: LiveHolder,
    access: Access,
    lastEventId: string,
  ): Promise<void> {
    await this.#live.settled()
    const portfolio = this.#live.portfolio(access.organization)
    if (portfolio === null || response.destroyed) return void response.end()
    const stream: Stream = {
      response,
      holder,
      access,
      portfolio,
      visible: visibleTo(portfolio, access),
      largestBytes: 0,
      review: (now) => this.#review(stream, now),
    }
    holder.add(stream)
    this.#streams.add(stream)
    const unsubscribe = this.#live.subscribe(access.organization, (batch) => this.#tell(stream, batch))
    const heartbeat = setInterval(() => this.#write(stream, SIGN_OF_LIFE), HEARTBEAT_MS)
    heartbeat.unref()
    response.once('close', () => {
      clearInterval(heartbeat)
      unsubscribe()
      holder.remove(stream)
      this.#streams.delete(stream)
    })
    this.#catchUp(stream, lastEventId)
  }

  /** Ends all streams; clients come back by themselves. */
  close(): void {
    for (const { response } of this.#streams) response.end()
  }

  #catchUp(stream: Stream, lastEventId: string): void {
    const { organization } = stream.access
    const missed = this.#live.since(organization, this.#sequenceOf(lastEventId))
    if (missed !== null) {
      for (const batch of missed) this.#tell(stream, batch)
      // Who comes back knows at once that what it has is up to date again, also when it missed nothing.
      this.#write(stream, SIGN_OF_LIFE)
      return
    }
    const states = visibleSpaces(stream.portfolio, stream.access).map(
      (space) => [space, this.#live.state(organization, space.key)] as const,
    )
    const id = this.#idOf(this.#live.sequence(organization))
    this.#write(stream, eventsText([stateEvent('snapshot', stream.portfolio, states)], id))
  }

  #tell(stream: Stream, { sequence, spaces, crossings }: LiveBatch): void {
    this.#adopt(stream)
    const { visible, portfolio } = stream
    const states = [...spaces].flatMap(([key, state]) => {
      const space = visible === null || visible.has(key) ? portfolio.space(key) : null
      return space === null ? [] : [[space, state] as const]
    })
    const changes = states.length === 0 ? [] : [stateEvent('change', portfolio, states)]
    const passings = crossings.flatMap((crossing) => crossingEvent(portfolio, crossing, visible) ?? [])
    const events = [...changes, ...passings]
    if (events.length > 0) this.#write(stream, eventsText(events, this.#idOf(sequence)))
  }

  /** Goes by the set-up that the states are those of. */
  #adopt(stream: Stream): void {
    const portfolio = this.#live.portfolio(stream.access.organization)
    if (portfolio === null || portfolio === stream.portfolio) return
    stream.portfolio = portfolio
    stream.visible = visibleTo(portfolio, stream.access)
  }

  #review(stream: Stream, access: Access | null): void {
    if (access === null || !(allows(access, 'read') || allows(access, 'display'))) {
      stream.response.end()
      return
    }
    const isSame = access.spaces?.join() === stream.access.spaces?.join()
    stream.access = access
    if (!isSame) stream.visible = visibleTo(stream.portfolio, access)
  }

  #write(stream: Stream, text: string): void {
    const { response } = stream
    if (response.writableEnded || response.destroyed) return
    // Cut off rather than buffered without end: the client comes back and is told what it missed.
    if (response.writableLength > MOST_WAITING_BYTES + stream.largestBytes) response.destroy()
    else response.write(text)
    stream.largestBytes = Math.max(stream.largestBytes, Buffer.byteLength(text))
    this.#messages++
  }

  #idOf(sequence: number): string {
    return `${this.#epoch}-${sequence}`
  }

  #sequenceOf(id: string): number {
    const [epoch, sequence, ...rest] = id.split('-')
    const isOurs = epoch === this.#epoch && rest.length === 0 && /^\d{1,15}$/.test(sequence ?? '')
    return isOurs ? Number(sequence) : -1
  }
}

function visibleTo(portfolio: Portfolio, access: Access): ReadonlySet<SpaceKey> | null {
  if (access.spaces === null) return null
  return new Set(visibleSpaces(portfolio, access).map(({ key }) => key))
}
