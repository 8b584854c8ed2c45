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
  /** Ends with the last stream that is taken up from the log. */
  #resuming: Promise<void> = Promise.resolve()
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
    let unsubscribe = () => {}
    const heartbeat = setInterval(() => this.#write(stream, SIGN_OF_LIFE), HEARTBEAT_MS)
    heartbeat.unref()
    response.once('close', () => {
      clearInterval(heartbeat)
      unsubscribe()
      holder.remove(stream)
      this.#streams.delete(stream)
    })
    const told = await this.#catchUp(stream, lastEventId)
    if (!this.#streams.has(stream)) return
    // What came meanwhile is kept for everybody, and not once more for each who comes back.
    if (!this.#tellSince(stream, told)) this.#tellAll(stream, 'change')
    unsubscribe = this.#live.subscribe(access.organization, (batch) => this.#tell(stream, batch))
  }

  /** Ends all streams; clients come back by themselves. */
  close(): void {
    for (const { response } of this.#streams) response.end()
  }

  /** Tells what was missed; resolves to the sequence that is in. */
  async #catchUp(stream: Stream, lastEventId: string): Promise<number> {
    const { organization } = stream.access
    const last = this.#placeOf(lastEventId)
    if (last.sequence !== null && this.#tellSince(stream, last.sequence)) {
      // Who comes back knows at once that what it has is up to date again, also when it missed nothing.
      this.#write(stream, SIGN_OF_LIFE)
      return this.#live.sequence(organization)
    }
    const { seq } = last
    if (seq === null) return this.#tellAll(stream, 'snapshot')
    const resumed = this.#resuming.then(() => this.#resume(stream, seq))
    this.#resuming = resumed.then(
      () => undefined,
      () => undefined,
    )
    return resumed
  }

  /** Takes up a stream from the rows of the log: one at a time, as after a restart all come back at once. */
  async #resume(stream: Stream, after: number): Promise<number> {
    const { organization } = stream.access
    await this.#live.settled()
    const sequence = this.#live.sequence(organization)
    if (!this.#streams.has(stream)) return sequence
    // As things are in this moment: what comes from here on is told after it.
    const states = this.#textOfAll(stream)
    const isResumed = await this.#tellMissed(stream, after)
    this.#write(stream, states(isResumed ? 'change' : 'snapshot'))
    return sequence
  }

  /** Tells every batch after a sequence; `false` when they are no longer kept. */
  #tellSince(stream: Stream, sequence: number): boolean {
    const missed = this.#live.since(stream.access.organization, sequence)
    for (const batch of missed ?? []) this.#tell(stream, batch)
    return missed !== null
  }

  /** Tells everything as it is; answers the sequence that is in. */
  #tellAll(stream: Stream, name: 'snapshot' | 'change'): number {
    this.#write(stream, this.#textOfAll(stream)(name))
    return this.#live.sequence(stream.access.organization)
  }

  /** Everything as it is, to be told under a name. */
  #textOfAll({ access, portfolio }: Stream): (name: 'snapshot' | 'change') => string {
    const { organization } = access
    const id = this.#idOf(this.#live.position(organization), this.#live.sequence(organization))
    const states = visibleSpaces(portfolio, access).map(
      (space) => [space, this.#live.state(organization, space.key)] as const,
    )
    return (name) => eventsText([stateEvent(name, portfolio, states)], id)
  }

  /** Tells the crossings of the rows after a position, also of before this process began; `false` when they are gone. */
  async #tellMissed(stream: Stream, after: number): Promise<boolean> {
    const { access, portfolio, visible } = stream
    const until = this.#live.position(access.organization)
    const missed = await this.#live.missedCrossings(access.organization, after, until)
    for (const { seq, crossings } of missed ?? []) {
      const events = crossings.flatMap((crossing) => crossingEvent(portfolio, crossing, visible) ?? [])
      if (events.length > 0) this.#write(stream, eventsText(events, String(seq)))
    }
    return missed !== null
  }

  #tell(stream: Stream, { seq, sequence, spaces, crossings }: LiveBatch): void {
    this.#adopt(stream)
    const { visible, portfolio } = stream
    const states = [...spaces].flatMap(([key, state]) => {
      const space = visible === null || visible.has(key) ? portfolio.space(key) : null
      return space === null ? [] : [[space, state] as const]
    })
    const changes = states.length === 0 ? [] : [stateEvent('change', portfolio, states)]
    const passings = crossings.flatMap((crossing) => crossingEvent(portfolio, crossing, visible) ?? [])
    const events = [...changes, ...passings]
    if (events.length > 0) this.#write(stream, eventsText(events, this.#idOf(seq, sequence)))
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

  /** An id begins with the position, which goes for every process; the rest says more to this one. */
  #idOf(seq: number, sequence: number): string {
    return `${seq}-${this.#epoch}-${sequence}`
  }

  #placeOf(id: string): { readonly seq: number | null; readonly sequence: number | null } {
    const [, seq, epoch, sequence] = /^(\d{1,15})(?:-([0-9a-f]+)-(\d{1,15}))?$/.exec(id) ?? []
    return {
      seq: seq === undefined ? null : Number(seq),
      sequence: epoch === this.#epoch ? Number(sequence) : null,
    }
  }
}

function visibleTo(portfolio: Portfolio, access: Access): ReadonlySet<SpaceKey> | null {
  if (access.spaces === null) return null
  return new Set(visibleSpaces(portfolio, access).map(({ key }) => key))
}
