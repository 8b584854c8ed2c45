/** How often and how long to try a call again. */
export interface RetryLimits {
  /** How many times a call is made at most; 1 means no retry. */
  readonly attempts: number
  /** The wait after the first failure, doubled after each further one. */
  readonly firstDelayMs: number
  /** No wait is longer; a server that asks for more is not waited for. */
  readonly longestDelayMs: number
}

export const defaultRetryLimits: RetryLimits = Object.freeze({
  attempts: 6,
  firstDelayMs: 200,
  longestDelayMs: 60_000,
})

/**
 * How long to wait after the `failures`-th failure in a row, in milliseconds, or `null` to give up. A `Retry-After`
 * of the server, in seconds or as a date, goes before the client's own pace.
 */
export function retryDelayMs(
  failures: number,
  retryAfter: string | null,
  { limits, now }: { readonly limits: RetryLimits; readonly now: number },
): number | null {
  if (failures >= limits.attempts) return null
  const asked = retryAfter === null ? null : askedDelayMs(retryAfter, now)
  if (asked !== null) return asked <= limits.longestDelayMs ? asked : null
  return Math.min(limits.firstDelayMs * 2 ** (failures - 1), limits.longestDelayMs)
}

function askedDelayMs(retryAfter: string, now: number): number | null {
  const text = retryAfter.trim()
  if (/^\d+$/.test(text)) return Number(text) * 1_000
  const until = Date.parse(text)
  return Number.isNaN(until) ? null : Math.max(0, until - now)
}

/** Resolves after a while; rejects with the signal's reason as soon as it aborts. */
export function pause(delayMs: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(signal.reason)
      return
    }
    const abort = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort)
      resolve()
    }, delayMs)
    signal?.addEventListener('abort', abort, { once: true })
  })
}
