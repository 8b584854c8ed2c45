import type { IconNode } from 'lucide'
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { Icon } from './icon.tsx'
import './menu.css'

interface MenuProps {
  label: string
  icon: IconNode
  /** Shows the label beside the icon. */
  showLabel?: boolean
  children: ComponentChildren
}

/** A button that opens a small panel beneath it; Escape and a press elsewhere close it. */
export function Menu({ label, icon, showLabel = false, children }: MenuProps) {
  const details = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    const close = (event: Event) => {
      const { current } = details
      if (current === null || !current.open) return
      if (event instanceof KeyboardEvent) {
        if (event.key !== 'Escape') return
        current.querySelector('summary')?.focus()
      } else if (event.target instanceof Node && current.contains(event.target)) return
      current.open = false
    }
    document.addEventListener('pointerdown', close)
    document.addEventListener('keydown', close)
    return () => {
      document.removeEventListener('pointerdown', close)
      document.removeEventListener('keydown', close)
    }
  }, [])
  return (
    <details class="menu" ref={details}>
      <summary class="menu-button" aria-label={showLabel ? undefined : label}>
        <Icon of={icon} />
        {showLabel && <span>{label}</span>}
      </summary>
      <div class="menu-panel">{children}</div>
    </details>
  )
}

/** One thing that a menu does; it closes the menu. */
export function MenuItem({ onPress, children }: { onPress: () => void; children: ComponentChildren }) {
  return (
    <button
      type="button"
      class="menu-item"
      onClick={(event) => {
        event.currentTarget.closest('details')?.removeAttribute('open')
        onPress()
      }}
    >
      {children}
    </button>
  )
}
