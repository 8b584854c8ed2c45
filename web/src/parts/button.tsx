import type { ComponentChildren, JSX } from 'preact'
import './button.css'

type ButtonProps = Omit<JSX.IntrinsicElements['button'], 'kind'> & {
  /** One `primary` action a view; `danger` for what cannot be undone. */
  kind?: 'primary' | 'quiet' | 'danger' | 'plain'
  /** While it works it can be read but not pressed. */
  busy?: boolean
  children: ComponentChildren
}

export function Button({ kind = 'plain', busy = false, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      class={`button button-${kind}`}
      aria-busy={busy}
      disabled={busy || rest.disabled === true}
    >
      {children}
    </button>
  )
}
