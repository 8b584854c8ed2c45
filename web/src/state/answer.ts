import { useCallback, useEffect, useState } from 'preact/hooks'
import { HeadcountError } from '../../../src/client/headcount-error.ts'
import { whenLiveAgain } from './live.ts'

/** How a question to the server stands. While it is asked again, `value` is still the one before. */
export interface Answer<T> {
  readonly state: 'loading' | 'ready' | 'failed' | 'forbidden'
  readonly value: T | undefined
  /** What went wrong, for people. */
  readonly message: string | null
  /** Asks again. */
  readonly retry: () => void
}

interface Held<T> {
  readonly key: string
  readonly state: Answer<T>['state']
  readonly value: T | undefined
  readonly message: string | null
}

/**
 * The answer to a question, asked again whenever `key` (everything that the question depends on) changes. An answer
 * that comes after a newer question was asked is dropped; what failed is asked again when the server is back.
 */
export function useAnswer<T>(key: string, ask: (signal: AbortSignal) => Promise<T>): Answer<T> {
  const [held, setHeld] = useState<Held<T>>({ key, state: 'loading', value: undefined, message: null })
  const [attempt, setAttempt] = useState(0)
  const retry = useCallback(() => setAttempt((before) => before + 1), [])
  useEffect(() => {
    const end = new AbortController()
    setHeld((before) => ({ ...before, key, state: 'loading', message: null }))
    ask(end.signal).then(
      (value) => {
        if (!end.signal.aborted) setHeld({ key, state: 'ready', value, message: null })
      },
      (error: unknown) => {
        if (!end.signal.aborted) setHeld({ key, value: undefined, ...failureOf(error) })
      },
    )
    return () => end.abort()
  }, [key, attempt])
  useEffect(() => (held.state === 'failed' ? whenLiveAgain(retry) : undefined), [held.state])
  // In the render right after the key changed, the answer held is still the one to the question before.
  const state = held.key === key ? held.state : 'loading'
  return { state, value: held.value, message: held.message, retry }
}

function failureOf(error: unknown): Pick<Held<never>, 'state' | 'message'> {
  const message = error instanceof HeadcountError ? error.detail : String(error)
  return { state: error instanceof HeadcountError && error.status === 403 ? 'forbidden' : 'failed', message }
}
