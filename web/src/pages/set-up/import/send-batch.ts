import { failureOf, HeadcountError } from '../../../../../src/client/headcount-error.ts'
import type { ReadingsReceipt } from '../../../../../src/client/reading-wire.ts'
import { pause, retryDelayMs } from '../../../../../src/client/retry.ts'
import { signedOut } from '../../../state/session.ts'

/** How readings are sent. */
interface SendOptions {
  /** Told that the server asked for a pause, and how long it is. */
  readonly onPause: (delayMs: number) => void
  readonly signal: AbortSignal
}

/** An hour in all, at half a minute each: long enough for a server to be started again. */
const limits = { attempts: 120, firstDelayMs: 500, longestDelayMs: 30_000 }

/**
 * Sends readings as lines, and again as long as the server is overloaded or away: what it has already is not taken
 * twice. Throws `HeadcountError` when it refuses, and the signal’s reason when that aborts.
 */
export async function sendBatch(
  readings: readonly object[],
  { onPause, signal }: SendOptions,
): Promise<ReadingsReceipt> {
  const body = readings.map((reading) => `${JSON.stringify(reading)}\n`).join('')
  for (let failures = 1; ; failures++) {
    const answer = await attempt(body, signal)
    if ('receipt' in answer) return answer.receipt
    const { error, retryAfter } = answer
    const mayPass = error.status === null || error.status === 429 || error.status === 503
    const delayMs = mayPass ? retryDelayMs(failures, retryAfter, { limits, now: Date.now() }) : null
    if (delayMs === null) throw error
    onPause(delayMs)
    await pause(delayMs, signal)
  }
}

type Attempt =
  | { readonly receipt: ReadingsReceipt }
  | { readonly error: HeadcountError; readonly retryAfter: string | null }

async function attempt(body: string, signal: AbortSignal): Promise<Attempt> {
  try {
    const headers = { accept: 'application/json', 'content-type': 'application/x-ndjson' }
    const response = await fetch('/api/readings', { method: 'POST', headers, body, signal })
    const text = await response.text()
    if (response.ok) return { receipt: JSON.parse(text) as ReadingsReceipt }
    if (response.status === 401) signedOut()
    return {
      error: new HeadcountError(failureOf(response, text)),
      retryAfter: response.headers.get('retry-after'),
    }
  } catch (cause) {
    if (signal.aborted) throw signal.reason
    return { error: new HeadcountError({ status: null, detail: String(cause) }, { cause }), retryAfter: null }
  }
}
