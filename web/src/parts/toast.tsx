import { signal } from '@preact/signals'
import './toast.css'

interface Toast {
  readonly id: number
  readonly text: string
  readonly kind: 'done' | 'failed'
}

const SHOWN_MS = 6_000
const toasts = signal<readonly Toast[]>([])
let lastId = 0

/** Says for a while that something was done, or that it was not. */
export function say(text: string, kind: Toast['kind'] = 'done'): void {
  const toast = { id: ++lastId, text, kind }
  toasts.value = [...toasts.value, toast]
  setTimeout(() => {
    toasts.value = toasts.value.filter(({ id }) => id !== toast.id)
  }, SHOWN_MS)
}

/** Where they appear. */
export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.value.map(({ id, text, kind }) => (
        <p key={id} class={`toast toast-${kind}`}>
          {text}
        </p>
      ))}
    </div>
  )
}
