import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import './figure.css'

interface FigureProps {
  title: string
  value: string
  /** What the number is over, or what it leaves out. */
  note: ComponentChildren
  children?: ComponentChildren
}

/** One strong number, with what it means beside it. */
export function Figure({ title, value, note, children }: FigureProps) {
  const id = useId()
  return (
    <section class="card span-3 figure" aria-labelledby={id}>
      <h2 id={id} class="figure-title">
        {title}
      </h2>
      <p class="figure-value">{value}</p>
      {children}
      <p class="figure-note">{note}</p>
    </section>
  )
}
