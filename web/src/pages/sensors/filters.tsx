import { formatCount } from '../../format/numbers.ts'
import { Button } from '../../parts/button.tsx'
import { Field } from '../../parts/field.tsx'
import type { Portfolio } from '../../state/portfolio.ts'
import { texts } from '../../texts/texts.ts'
import { type SensorFilter, sensorTypes } from './filter.ts'
import { healthStatuses } from './health.ts'

interface FiltersProps {
  tree: Portfolio
  filter: SensorFilter
  found: number
  all: number
  onChange: (changes: Readonly<Record<string, string | null>>) => void
}

/** Limits the table to some sensors. */
export function Filters({ tree, filter, found, all, onChange }: FiltersProps) {
  const { filter: words, table, types, health } = texts.sensors
  const buildings = tree.spaces.filter(({ space_type }) => space_type === 'building')
  return (
    <>
      <div class="sensor-filters">
        <Field label={words.search}>
          {(attributes) => (
            <input
              {...attributes}
              type="search"
              placeholder={words.searchHint}
              value={filter.search}
              onInput={({ currentTarget }) => onChange({ q: currentTarget.value || null })}
            />
          )}
        </Field>
        <Select
          label={words.status}
          value={filter.status}
          choices={healthStatuses.map((id) => ({ id, name: health[id] }))}
          onValue={(status) => onChange({ status })}
        />
        <Select
          label={words.type}
          value={filter.type}
          choices={sensorTypes.map((id) => ({ id, name: types[id] }))}
          onValue={(type) => onChange({ type })}
        />
        <Select
          label={words.building}
          value={filter.building}
          choices={buildings}
          onValue={(building) => onChange({ building })}
        />
      </div>
      <p class="row sensor-found">
        <span role="status" class="muted small">
          {table.found(formatCount(found), formatCount(all))}
        </span>
        {found < all && (
          <Button
            kind="quiet"
            onClick={() => onChange({ q: null, status: null, type: null, building: null })}
          >
            {words.clear}
          </Button>
        )}
      </p>
    </>
  )
}

interface SelectProps {
  label: string
  value: string | null
  choices: readonly { readonly id: string; readonly name: string }[]
  onValue: (value: string | null) => void
}

function Select({ label, value, choices, onValue }: SelectProps) {
  return (
    <Field label={label}>
      {(attributes) => (
        <select
          {...attributes}
          value={value ?? ''}
          onChange={({ currentTarget }) => onValue(currentTarget.value || null)}
        >
          <option value="">{texts.sensors.filter.all}</option>
          {choices.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
