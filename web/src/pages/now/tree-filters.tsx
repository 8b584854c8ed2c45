import { useEffect, useRef, useState } from 'preact/hooks'
import { formatCount } from '../../format/numbers.ts'
import { Button } from '../../parts/button.tsx'
import { Field } from '../../parts/field.tsx'
import { StateWord } from '../../parts/state-mark.tsx'
import { useEverySecond } from '../../state/every-second.ts'
import { liveOf } from '../../state/live.ts'
import { spaceStates } from '../../state/space-state.ts'
import { texts } from '../../texts/texts.ts'
import { countStates } from './glance.ts'
import type { Scope } from './scope.ts'
import { type Choice, functionChoices, labelChoices, type TreeFilter } from './tree-filter.ts'

interface TreeFiltersProps {
  scope: Scope
  filter: TreeFilter
  /** How many spaces match; `null` while nothing is asked for. */
  matches: number | null
  onChange: (changes: Partial<TreeFilter>) => void
}

/** Narrows the tree down: by name, by what spaces are for, by label, and by how they are. */
export function TreeFilters({ scope, filter, matches, onChange }: TreeFiltersProps) {
  const words = texts.now.tree
  return (
    // biome-ignore lint/a11y/useSemanticElements: `search` is not yet an element that every reader knows.
    <div class="tree-filters" role="search">
      <SearchField text={filter.text} onChange={(text) => onChange({ text })} />
      <ChoiceField
        label={words.function}
        choices={functionChoices(scope.spaces, (purpose) => texts.functions[purpose] ?? purpose)}
        value={filter.function}
        onChange={(value) => onChange({ function: value })}
      />
      <ChoiceField
        label={words.label}
        choices={labelChoices(scope.spaces)}
        value={filter.label}
        onChange={(value) => onChange({ label: value })}
      />
      <StateFilter scope={scope} filter={filter} onChange={onChange} />
      <p class="tree-matches" role="status">
        {matches === null ? words.total(scope.spaces.length) : words.matches(matches, scope.spaces.length)}
        {matches !== null && (
          <Button
            kind="quiet"
            onClick={() => onChange({ text: '', function: null, label: null, state: null })}
          >
            {words.clear}
          </Button>
        )}
      </p>
    </div>
  )
}

const PAUSE_MS = 200

/** Waits for a pause in the typing: browsers let a page change its address only so often. */
function SearchField({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const [typed, setTyped] = useState(text)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => setTyped(text), [text])
  useEffect(() => () => clearTimeout(timer.current), [])
  return (
    <Field label={texts.now.tree.search}>
      {(attributes) => (
        <input
          {...attributes}
          type="search"
          value={typed}
          onInput={({ currentTarget: { value } }) => {
            setTyped(value)
            clearTimeout(timer.current)
            timer.current = setTimeout(() => onChange(value), PAUSE_MS)
          }}
        />
      )}
    </Field>
  )
}

interface ChoiceFieldProps {
  label: string
  choices: readonly Choice[]
  value: string | null
  onChange: (value: string | null) => void
}

function ChoiceField({ label, choices, value, onChange }: ChoiceFieldProps) {
  const { any, option } = texts.now.tree
  return (
    <Field label={label}>
      {(attributes) => (
        <select
          {...attributes}
          value={value ?? ''}
          onChange={({ currentTarget }) => onChange(currentTarget.value === '' ? null : currentTarget.value)}
        >
          <option value="">{any}</option>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {option(choice.name, choice.count)}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

/** The legend of the states, with how many spaces are in each: pressing one shows only those. */
function StateFilter({ scope, filter, onChange }: Pick<TreeFiltersProps, 'scope' | 'filter' | 'onChange'>) {
  const counts = useEverySecond(scope.space?.id ?? '', () =>
    countStates(scope.leaves, (id) => liveOf(id).value),
  )
  return (
    <fieldset class="tree-states">
      <legend class="field-label">{texts.now.tree.state}</legend>
      {spaceStates.map((state) => (
        <button
          key={state}
          type="button"
          class="tree-state"
          aria-pressed={filter.state === state}
          onClick={() => onChange({ state: filter.state === state ? null : state })}
        >
          <StateWord state={state} />
          <span>{formatCount(counts[state])}</span>
        </button>
      ))}
    </fieldset>
  )
}
