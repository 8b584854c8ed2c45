import { effect, untracked } from '@preact/signals'
import { useEffect, useRef, useState } from 'preact/hooks'

const INTERVAL_MS = 1_000

/**
 * What `compute` makes of the signals that it reads, made anew at most once a second however often they change: for
 * sums and sorted lists over many spaces. `key` names everything else that it depends on.
 */
export function useEverySecond<T>(key: string, compute: () => T): T {
  const [held, setHeld] = useState(() => ({ key, value: untracked(compute) }))
  const latest = useRef(compute)
  latest.current = compute
  useEffect(() => follow(() => setHeld({ key, value: latest.current() })), [key])
  // In the render right after the key changed, what is held still belongs to the one before.
  return held.key === key ? held.value : untracked(compute)
}

/** Runs `read` now, and again when a signal that it read has changed, at most once a second. Answers how to end. */
export function follow(read: () => void, intervalMs = INTERVAL_MS): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let stop = listen()
  // The first change is most often the first snapshot: nobody should wait a second for it.
  let delayMs = 0

  function listen(): () => void {
    let isFirst = true
    return effect(() => {
      if (isFirst) {
        isFirst = false
        read()
        return
      }
      // Reads nothing, and so hears of nothing more until it listens again.
      timer = setTimeout(again, delayMs)
      delayMs = intervalMs
    })
  }

  function again(): void {
    stop()
    stop = listen()
  }

  return () => {
    clearTimeout(timer)
    stop()
  }
}
