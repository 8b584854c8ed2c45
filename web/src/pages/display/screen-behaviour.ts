import { useEffect, useState } from 'preact/hooks'
import { serverNow } from '../../state/server-clock.ts'
import { colourScheme } from '../../state/theme.ts'

/** How long a pointer may rest before it and the buttons go. */
const IDLE_MS = 3_000
const upright = matchMedia('(orientation: portrait)')

/** Whether nobody is moving the pointer, touching or typing. */
export function useIdle(): boolean {
  const [isIdle, setIdle] = useState(true)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const stir = () => {
      clearTimeout(timer)
      setIdle(false)
      timer = setTimeout(() => setIdle(true), IDLE_MS)
    }
    const kinds = ['pointermove', 'pointerdown', 'keydown'] as const
    for (const kind of kinds) addEventListener(kind, stir)
    return () => {
      clearTimeout(timer)
      for (const kind of kinds) removeEventListener(kind, stir)
    }
  }, [])
  return isIdle
}

/** Keeps the screen from going dark, where the browser can: it lets go whenever the page is hidden. */
export function useWakeLock(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | null = null
    let isOver = false
    const request = async () => {
      if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return
      const held = await navigator.wakeLock.request('screen').catch(() => null)
      if (isOver) await held?.release()
      else lock = held
    }
    const ask = () => void request()
    ask()
    document.addEventListener('visibilitychange', ask)
    return () => {
      isOver = true
      document.removeEventListener('visibilitychange', ask)
      void lock?.release()
    }
  }, [])
}

/**
 * The colours that the address asks for, else those of the system: what somebody chose for the dashboard on this
 * machine does not concern the wall.
 */
export function useScreenColours(asked: string | undefined): void {
  useEffect(() => {
    const root = document.documentElement
    const system = matchMedia('(prefers-color-scheme: dark)')
    const apply = () => {
      const scheme = system.matches ? 'dark' : 'light'
      root.dataset['theme'] = asked === 'light' || asked === 'dark' ? asked : scheme
    }
    apply()
    system.addEventListener('change', apply)
    return () => {
      system.removeEventListener('change', apply)
      root.dataset['theme'] = colourScheme.peek()
    }
  }, [asked])
}

/** The server's time in epoch milliseconds, every second. */
export function useNow(): number {
  const [now, setNow] = useState(serverNow)
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), 1_000)
    return () => clearInterval(timer)
  }, [])
  return now
}

/** Whether the screen is higher than wide. */
export function useIsUpright(): boolean {
  const [isUpright, setUpright] = useState(() => upright.matches)
  useEffect(() => {
    const change = () => setUpright(upright.matches)
    upright.addEventListener('change', change)
    return () => upright.removeEventListener('change', change)
  }, [])
  return isUpright
}
