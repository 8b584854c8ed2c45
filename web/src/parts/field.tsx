import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import './field.css'

interface FieldProps {
  label: string
  hint?: string | undefined
  error?: string | null | undefined
  /** Draws the control, which must take these attributes. */
  children: (attributes: FieldAttributes) => ComponentChildren
}

/** What ties a control to its label, its hint and its error. */
interface FieldAttributes {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': boolean
}

/** A labelled control of a form, with what to put in and what is wrong with it. */
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId()
  const notes = [hint !== undefined && `${id}-hint`, error && `${id}-error`].filter(Boolean)
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({
        id,
        'aria-describedby': notes.length === 0 ? undefined : notes.join(' '),
        'aria-invalid': Boolean(error),
      })}
      {hint !== undefined && (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="field-error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </div>
  )
}
