import type { IconNode } from 'lucide'
import { h } from 'preact'

/** A line icon in the size of the text. It is decoration: what it stands for is said in words beside it. */
export function Icon({ of: [...shapes], size = '1.15em' }: { of: IconNode; size?: string }) {
  return (
    <svg
      class="icon"
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {shapes.map(([tag, attributes]) => h(tag, attributes))}
    </svg>
  )
}
