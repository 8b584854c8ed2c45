import { useEffect } from 'preact/hooks'
import { type Answer, useAnswer } from './answer.ts'

/**
 * An answer that is asked for again every so often while the page can be seen, and when it can be seen again. It
 * does not fall back to loading meanwhile.
 */
export function useRefreshed<T>(
  key: string,
  intervalMs: number,
  ask: (signal: AbortSignal) => Promise<T>,
): Answer<T> {
  const answer = useAnswer(key, ask)
  const { retry } = answer
  useEffect(() => {
    const refresh = () => {
      if (document.visibilityState === 'visible') retry()
    }
    const timer = setInterval(refresh, intervalMs)
    document.addEventListener('visibilitychange', refresh)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', refresh)
    }
  }, [intervalMs, retry])
  return answer.state === 'loading' && answer.value !== undefined ? { ...answer, state: 'ready' } : answer
}
