import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import './card.css'

interface CardProps {
  title?: string
  /** What the number or picture means, beside its title. */
  definition?: string
  actions?: ComponentChildren
  /** A width of the grid, such as `span-6`. */
  class?: string
  children: ComponentChildren
}

/** A titled region of a page. */
export function Card({ title, definition, actions, class: width = '', children }: CardProps) {
  const id = useId()
  return (
    <section class={`card ${width}`} aria-labelledby={title === undefined ? undefined : id}>
      {(title !== undefined || actions !== undefined) && (
        <header class="card-header">
          <div>
            {title !== undefined && <h2 id={id}>{title}</h2>}
            {definition !== undefined && <p class="card-definition">{definition}</p>}
          </div>
          {actions !== undefined && <div class="row">{actions}</div>}
        </header>
      )}
      {children}
    </section>
  )
}
