import { useEffect, useState } from 'preact/hooks'
import { clockSkew, serverNow } from './server-clock.ts'

const MINUTE_MS = 60_000

/** The server's time in epoch milliseconds, told anew each minute, and when it proves to be another one. */
export function useEveryMinute(): number {
  const [now, setNow] = useState(serverNow)
  useEffect(() => {
    const tell = () => setNow(serverNow())
    tell()
    const timer = setInterval(tell, MINUTE_MS)
    return () => clearInterval(timer)
  }, [clockSkew.value])
  return now
}
