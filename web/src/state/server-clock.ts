import { signal } from '@preact/signals'

/**
 * Differences up to this count as none. The header `Date` has whole seconds, and when in between the server wrote it
 * is known to half of the time that the answer took: 0.5 s and 4 s at most, so that a right clock is never held wrong.
 */
const NEGLIGIBLE_MS = 5_000
/** An answer that took longer says too little about when the server wrote it. */
const LONGEST_MS = 8_000
/** On average a header of whole seconds is this much behind. */
const HALF_A_SECOND_MS = 500

/** How far this device's clock is ahead of the server's, in milliseconds; negative behind, 0 while not known. */
export const clockSkew = signal(0)

/** The server's time as well as it is known, in epoch milliseconds. For what is shown, asked for or sent as a time. */
export function serverNow(): number {
  return serverTimeOf(Date.now())
}

/** The server's time when this device's clock showed `deviceTime`; both in epoch milliseconds. */
export function serverTimeOf(deviceTime: number): number {
  return deviceTime - clockSkew.value
}

/** Fetches from the server that served this page, past every cache, and learns from the answer what time it is there. */
export async function timedFetch(input: string, init: RequestInit = {}): Promise<Response> {
  const sentAt = Date.now()
  const response = await fetch(input, { ...init, cache: 'no-store' })
  learn(response.headers, sentAt, Date.now())
  return response
}

/** Begins to watch this device's clock. Answers a question: whether it was set since then, or the machine slept. */
export function watchClock(): () => boolean {
  // How long the page has been open goes on evenly, whatever is done to the clock.
  const openedAt = () => Date.now() - performance.now()
  const before = openedAt()
  return () => Math.abs(openedAt() - before) > NEGLIGIBLE_MS
}

function learn(headers: Headers, sentAt: number, arrivedAt: number): void {
  const tookMs = arrivedAt - sentAt
  const writtenAt = Date.parse(headers.get('date') ?? '')
  // A cache on the way gives the time of when it asked itself; it has to give the age along.
  const isFresh = Number(headers.get('age') ?? 0) === 0
  // Less than nothing, where the clock was set meanwhile.
  if (Number.isNaN(writtenAt) || !isFresh || tookMs < 0 || tookMs > LONGEST_MS) return
  const skew = Math.round((sentAt + arrivedAt) / 2) - (writtenAt + HALF_A_SECOND_MS)
  if (Math.abs(skew) <= NEGLIGIBLE_MS) clockSkew.value = 0
  // Each answer says a little else: what is shown is not to waver with it.
  else if (Math.abs(skew - clockSkew.peek()) > NEGLIGIBLE_MS) clockSkew.value = skew
}
