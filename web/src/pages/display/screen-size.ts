import { useEffect, useState } from 'preact/hooks'
import type { Size } from '../floor/geometry/point.ts'

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
