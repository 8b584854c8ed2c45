import { batch, effect, type Signal, signal, untracked } from '@preact/signals'
import type { CurrentOccupancy } from '../../../src/client/density-wire.ts'
import { EventParser, type ServerEvent } from './event-parser.ts'
import { timedFetch, watchClock } from './server-clock.ts'
import { signedOut } from './session.ts'

/** A space as the live stream tells of it. */
export interface LiveSpace
  extends Pick<
    CurrentOccupancy,
    'count' | 'is_capped' | 'counting_mode' | 'space_health_status' | 'timestamp'
  > {
  readonly presence: boolean | null
  /** Whether `count` is known now; else it is the last that was (density-v3.md §6). */
  readonly is_known: boolean
}

/** `stale`: what is shown may be out of date, since nothing has come from the server for a while. */
type LiveStatus = 'connecting' | 'live' | 'stale'

export const liveStatus = signal<LiveStatus>('connecting')
/** When the server was last heard of, in epoch milliseconds by this device's clock; `null` before the first time. */
export const lastHeardAt = signal<number | null>(null)

/** The server gives a sign of life every 15 s; two missed in a row are silence. */
const SILENCE_MS = 40_000
const SILENCE_CHECK_MS = 5_000
const FIRST_DELAY_MS = 1_000
const LONGEST_DELAY_MS = 30_000

const spaces = new Map<string, Signal<LiveSpace | undefined>>()
const waiting = new Map<string, LiveSpace>()
let isDrawing = false

/** What is known of a space now; `undefined` before the first snapshot. Whoever reads it hears of that space only. */
export function liveOf(id: string): Signal<LiveSpace | undefined> {
  const known = spaces.get(id)
  if (known !== undefined) return known
  const fresh = signal<LiveSpace | undefined>(undefined)
  spaces.set(id, fresh)
  return fresh
}

/** Runs something when the server is heard of again after it was not. Answers how to stop waiting for it. */
export function whenLiveAgain(then: () => void): () => void {
  let before = liveStatus.peek()
  return effect(() => {
    const now = liveStatus.value
    if (now === 'live' && before !== 'live') untracked(then)
    before = now
  })
}

/** Follows the live stream and comes back to it by itself. Answers how to end. */
export function followLive(headers: () => Promise<Record<string, string>> = async () => ({})): () => void {
  const end = new AbortController()
  void follow(headers, end.signal)
  return () => {
    end.abort()
    liveStatus.value = 'connecting'
    lastHeardAt.value = null
    spaces.clear()
    waiting.clear()
  }
}

async function follow(headers: () => Promise<Record<string, string>>, end: AbortSignal): Promise<void> {
  let lastEventId = ''
  let failures = 0
  while (!end.aborted) {
    try {
      await listen(
        { ...(await headers()), ...(lastEventId !== '' && { 'last-event-id': lastEventId }) },
        end,
        (event) => {
          failures = 0
          lastEventId = event.id ?? lastEventId
          take(event)
        },
      )
    } catch {
      // Whatever it was, the way on is the same: come back.
    }
    if (end.aborted) return
    if (liveStatus.value === 'live') liveStatus.value = 'stale'
    failures++
    // Spread, so that a restarted server does not meet all its clients in one moment.
    const delay = Math.min(FIRST_DELAY_MS * 2 ** (failures - 1), LONGEST_DELAY_MS) * (0.5 + Math.random() / 2)
    await new Promise((resolve) => setTimeout(resolve, delay))
  }
}

async function listen(
  headers: Record<string, string>,
  end: AbortSignal,
  onEvent: (event: ServerEvent) => void,
): Promise<void> {
  const silence = new Silence()
  try {
    const response = await timedFetch('/api/live', {
      headers,
      signal: AbortSignal.any([end, silence.signal]),
    })
    if (response.status === 401) signedOut()
    if (!response.ok || response.body === null) throw new Error(`HTTP status ${response.status}`)
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
    const parser = new EventParser()
    for (;;) {
      const { value, done } = await reader.read()
      if (done) return
      silence.break()
      lastHeardAt.value = Date.now()
      liveStatus.value = 'live'
      for (const event of parser.feed(value)) onEvent(event)
    }
  } finally {
    silence.end()
  }
}

/**
 * Ends a connection on which nothing is heard. By the wall clock: it goes on while a machine sleeps, timers do not. One
 * during which that clock was set is ended too: the next one tells by how much it is wrong now.
 */
class Silence {
  readonly #aborting = new AbortController()
  readonly #timer: ReturnType<typeof setInterval>
  readonly #wasClockSet = watchClock()
  #since = Date.now()

  constructor() {
    this.#timer = setInterval(() => {
      if (Date.now() - this.#since > SILENCE_MS || this.#wasClockSet()) this.#aborting.abort()
    }, SILENCE_CHECK_MS)
  }

  get signal(): AbortSignal {
    return this.#aborting.signal
  }

  break(): void {
    this.#since = Date.now()
  }

  end(): void {
    clearInterval(this.#timer)
  }
}

function take({ name, data }: ServerEvent): void {
  if (name !== 'snapshot' && name !== 'change') return
  const { spaces: changed } = JSON.parse(data) as { spaces: Record<string, LiveSpace> }
  for (const [id, space] of Object.entries(changed)) waiting.set(id, space)
  if (isDrawing) return
  isDrawing = true
  requestAnimationFrame(draw)
}

/** However many changes came since the last frame, each space is drawn once. */
function draw(): void {
  isDrawing = false
  batch(() => {
    for (const [id, space] of waiting) liveOf(id).value = space
  })
  waiting.clear()
}
