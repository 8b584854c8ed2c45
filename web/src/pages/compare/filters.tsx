import { useState } from 'preact/hooks'
import { formatCount } from '../../format/numbers.ts'
import { Button } from '../../parts/button.tsx'
import { Choice } from '../../parts/choice.tsx'
import type { Portfolio } from '../../state/portfolio.ts'
import { texts } from '../../texts/texts.ts'
import { choicesOf, type Named } from './choices.ts'
import { SpacePicker } from './space-picker.tsx'
import { groupings, type View } from './view.ts'

interface FiltersProps {
  portfolio: Portfolio
  view: View
  onChange: (changes: Readonly<Record<string, string | null>>) => void
}

/** Chooses what is compared: by which name, and of which spaces. */
export function Filters({ portfolio, view, onChange }: FiltersProps) {
  const [isPicking, setPicking] = useState(false)
  const words = texts.compare
  const { grouping, picked } = view
  const isPicked = grouping === 'spaces' && picked !== null
  return (
    <section class="card compare-filters" aria-label={words.filter.label}>
      <Choice
        label={words.grouping.label}
        names={groupings}
        words={words.grouping}
        chosen={grouping}
        onChoose={(name) => onChange({ by: name === 'spaces' ? null : name, chart: null, page: null })}
      />
      <div class="compare-choices">
        {isPicked ? (
          <>
            <span class="small">{words.filter.picked(formatCount(picked.length))}</span>
            <Button kind="quiet" onClick={() => onChange({ spaces: null, chart: null, page: null })}>
              {words.filter.unpick}
            </Button>
          </>
        ) : (
          <Selects {...{ portfolio, view, onChange }} />
        )}
        {grouping === 'spaces' && <Button onClick={() => setPicking(true)}>{words.filter.pick}</Button>}
      </div>
      {isPicking && (
        <SpacePicker
          portfolio={portfolio}
          picked={picked ?? []}
          onClose={() => setPicking(false)}
          onPick={(ids) => {
            setPicking(false)
            onChange({ spaces: ids.join(','), chart: null, page: null })
          }}
        />
      )}
    </section>
  )
}

function Selects({ portfolio, view, onChange }: FiltersProps) {
  const words = texts.compare.filter
  const { buildings, floors, functions, labels } = choicesOf(portfolio, view.building, texts.functions)
  const { grouping } = view
  const set = (name: string) => (value: string | null) =>
    onChange({ [name]: value, ...(name === 'building' && { floor: null }), chart: null, page: null })
  const isSpaces = grouping === 'spaces' || grouping === 'labels' || grouping === 'functions'
  return (
    <>
      <Select label={words.building} choices={buildings} value={view.building} onValue={set('building')} />
      {isSpaces && <Select label={words.floor} choices={floors} value={view.floor} onValue={set('floor')} />}
      {isSpaces && (
        <Select label={words.function} choices={functions} value={view.function} onValue={set('function')} />
      )}
      {isSpaces && (
        <Select label={words.labelName} choices={labels} value={view.label} onValue={set('label')} />
      )}
    </>
  )
}

interface SelectProps {
  label: string
  choices: readonly Named[]
  value: string | null
  onValue: (value: string | null) => void
}

/** One of several, or all. Nothing where there is nothing to choose from. */
function Select({ label, choices, value, onValue }: SelectProps) {
  if (choices.length === 0) return null
  return (
    <label class="compare-select">
      <span>{label}</span>
      <select value={value ?? ''} onChange={({ currentTarget }) => onValue(currentTarget.value || null)}>
        <option value="">{texts.compare.filter.all}</option>
        {choices.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}
