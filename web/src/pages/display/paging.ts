import { signal } from '@preact/signals'
import { useEffect, useState } from 'preact/hooks'
import type { Size } from '../floor/geometry/point.ts'

/** How long a page stands. */
const PAGE_MS = 12_000

/** How often the pages have been turned. Every list of a screen turns with it. */
export const turn = signal(0)
/** Whether somebody has stopped them. */
export const isPaused = signal(false)

/** Turns the pages as long as the screen is there. */
export function usePageTurning(): void {
  useEffect(() => {
    const timer = setInterval(() => {
      if (!isPaused.peek()) turn.value++
    }, PAGE_MS)
    return () => clearInterval(timer)
  }, [])
}

/** The inner size of an element, measured anew whenever it changes, and how to say which element. */
export function useSize(): readonly [Size | null, (element: HTMLElement | null) => void] {
  const [element, setElement] = useState<HTMLElement | null>(null)
  const [size, setSize] = useState<Size | null>(null)
  useEffect(() => {
    if (element === null) return
    const observer = new ResizeObserver(([entry]) => {
      if (entry === undefined) return
      const { width, height } = entry.contentRect
      setSize({ width, height })
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [element])
  return [size, setElement]
}

/** A hundredth of the screen's shorter side, in pixels: what `1vmin` is in CSS. */
export function screenUnit(): number {
  return Math.min(innerWidth, innerHeight) / 100
}
