import { useId } from 'preact/hooks'
import { Field } from '../../../parts/field.tsx'

interface CommonProps {
  label: string
  hint?: string | undefined
  error?: string | null | undefined
}

interface TextFieldProps extends CommonProps {
  value: string
  onInput: (value: string) => void
  type?: 'text' | 'email' | 'number' | 'time' | 'date' | 'datetime-local'
  required?: boolean
  placeholder?: string | undefined
  /** Id of a `datalist` to choose from. */
  list?: string
  min?: number | string
  max?: number | string
  maxLength?: number
  autoFocus?: boolean
  readOnly?: boolean
}

/** A line of text, or another single value that is typed. */
export function TextField({ label, hint, error, value, onInput, autoFocus, ...rest }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(attributes) => (
        <input
          {...attributes}
          {...rest}
          autocomplete="off"
          spellcheck={false}
          value={value}
          // The attribute is for a dialog that opens with it, the call for a field that comes later.
          autofocus={autoFocus === true}
          ref={autoFocus === true ? focus : null}
          onInput={({ currentTarget }) => onInput(currentTarget.value)}
        />
      )}
    </Field>
  )
}

function focus(input: HTMLInputElement | null): void {
  if (input !== null && document.activeElement !== input && input.dataset['focused'] === undefined) {
    input.dataset['focused'] = ''
    input.focus()
  }
}

/** Something to choose from a list. */
export interface Choice {
  readonly value: string
  readonly name: string
}

/** Choices from names by value, in their order. */
export function choicesOf(names: Readonly<Record<string, string>>): readonly Choice[] {
  return Object.entries(names).map(([value, name]) => ({ value, name }))
}

interface SelectFieldProps extends CommonProps {
  value: string
  choices: readonly Choice[]
  onChange: (value: string) => void
  required?: boolean
  disabled?: boolean
}

/** One of a list. */
export function SelectField({ label, hint, error, value, choices, onChange, ...rest }: SelectFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(attributes) => (
        <select
          {...attributes}
          {...rest}
          value={value}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        >
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.name}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

interface CheckListProps {
  legend: string
  choices: readonly (Choice & { readonly hint?: string })[]
  chosen: readonly string[]
  onChange: (chosen: readonly string[]) => void
}

/** Any number of a few, each with what it means. */
export function CheckList({ legend, choices, chosen, onChange }: CheckListProps) {
  const toggle = (value: string) =>
    onChange(chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value])
  return (
    <fieldset class="set-up-checks">
      <legend class="field-label">{legend}</legend>
      {choices.map(({ value, name, hint }) => (
        <label key={value} class="field-check">
          <input type="checkbox" checked={chosen.includes(value)} onChange={() => toggle(value)} />
          <span>
            {name}
            {hint !== undefined && <span class="set-up-check-hint">{hint}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}

interface RadioListProps<Value extends string> {
  legend: string
  choices: readonly (Choice & { readonly value: Value; readonly hint?: string })[]
  chosen: Value
  onChoose: (value: Value) => void
}

/** One of a few, each with what it means. */
export function RadioList<Value extends string>({
  legend,
  choices,
  chosen,
  onChoose,
}: RadioListProps<Value>) {
  const id = useId()
  return (
    <fieldset class="set-up-checks">
      <legend class="field-label">{legend}</legend>
      {choices.map(({ value, name, hint }) => (
        <label key={value} class="field-check">
          <input
            type="radio"
            name={id}
            aria-labelledby={`${id}-${value}`}
            aria-describedby={hint === undefined ? undefined : `${id}-${value}-hint`}
            checked={value === chosen}
            onChange={() => onChoose(value)}
          />
          <span>
            <span id={`${id}-${value}`}>{name}</span>
            {hint !== undefined && (
              <span id={`${id}-${value}-hint`} class="set-up-check-hint">
                {hint}
              </span>
            )}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
