import { useEffect, useState } from 'preact/hooks'

const MINUTE_MS = 60_000

/** The time in epoch milliseconds, told anew each minute. */
export function useEveryMinute(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE_MS)
    return () => clearInterval(timer)
  }, [])
  return now
}
