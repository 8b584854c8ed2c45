import { useId } from 'preact/hooks'
import './choice.css'

interface ChoiceProps<Name extends string> {
  /** What is chosen, for who cannot see it. */
  label: string
  names: readonly Name[]
  words: Readonly<Record<Name, string>>
  chosen: Name
  onChoose: (name: Name) => void
}

/** A choice of a few, side by side. The arrow keys move within it. */
export function Choice<Name extends string>({ label, names, words, chosen, onChoose }: ChoiceProps<Name>) {
  const id = useId()
  return (
    <fieldset class="choice">
      <legend class="visually-hidden">{label}</legend>
      {names.map((name) => (
        <label key={name} class="choice-option">
          <input
            type="radio"
            name={id}
            class="visually-hidden"
            checked={name === chosen}
            onChange={() => onChoose(name)}
          />
          <span>{words[name]}</span>
        </label>
      ))}
    </fieldset>
  )
}
