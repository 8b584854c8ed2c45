import { useId } from 'preact/hooks'
import { formatCount } from '../../../format/numbers.ts'
import { texts } from '../../../texts/texts.ts'
import { type Choice, choicesOf, SelectField, TextField } from '../parts/fields.tsx'
import { spaceName } from '../parts/space-names.ts'
import type { CsvFile } from './csv-file.ts'
import { type KnownSources, sensorOf } from './known-sources.ts'
import type { Mapping } from './mapping.ts'

interface FieldsProps {
  file: CsvFile
  mapping: Mapping
  set: (changes: Partial<Mapping>) => void
}

/** Which columns hold the time and what was counted. */
export function CountColumns({ file, mapping, set }: FieldsProps) {
  const words = texts.setUp.importing
  return (
    <div class="set-up-columns">
      <ColumnField file={file} label={words.time} value={mapping.time} onChange={(time) => set({ time })} />
      <ColumnField
        file={file}
        label={words.clock}
        none={words.clockWithin}
        value={mapping.clock}
        onChange={(clock) => set({ clock })}
      />
      {mapping.kind === 'count' ? (
        <>
          <ColumnField
            file={file}
            label={words.count}
            value={mapping.count}
            onChange={(count) => set({ count })}
          />
          <ColumnField
            file={file}
            label={words.capped}
            hint={words.cappedHint}
            value={mapping.capped}
            onChange={(capped) => set({ capped })}
          />
        </>
      ) : (
        <>
          <ColumnField
            file={file}
            label={words.entrances}
            value={mapping.entrances}
            onChange={(entrances) => set({ entrances })}
          />
          <ColumnField
            file={file}
            label={words.exits}
            value={mapping.exits}
            onChange={(exits) => set({ exits })}
          />
        </>
      )}
    </div>
  )
}

/** What the rows hold, and whose readings. */
export function WhoseFields({ file, mapping, known, set }: FieldsProps & { known: KnownSources }) {
  const words = texts.setUp.importing
  const { doorway, ...forCounts } = words.whoseKinds
  const kinds = mapping.kind === 'crossings' ? { ...forCounts, doorway } : forCounts
  return (
    <div class="set-up-columns">
      <SelectField
        label={words.kind}
        value={mapping.kind}
        choices={choicesOf(words.kinds)}
        onChange={(kind) =>
          set(
            kind === 'count'
              ? { kind, ...(mapping.whose === 'doorway' && { whose: 'sensor' }) }
              : { kind: 'crossings' },
          )
        }
      />
      <SelectField
        label={words.whose}
        value={mapping.whose}
        choices={choicesOf(kinds)}
        onChange={(whose) => set({ whose: whose as Mapping['whose'] })}
      />
      {mapping.whose === 'column' && (
        <ColumnField
          file={file}
          label={words.sensorColumn}
          value={mapping.sensorColumn}
          onChange={(sensorColumn) => set({ sensorColumn })}
        />
      )}
      {mapping.whose === 'sensor' && <SensorFields mapping={mapping} known={known} set={set} />}
      {mapping.whose === 'doorway' && (
        <SelectField
          label={words.doorway}
          value={mapping.doorway}
          choices={[
            { value: '', name: texts.setUp.common.choose },
            ...known.doorways.map(({ id, name }) => ({ value: id, name })),
          ]}
          onChange={(id) => set({ doorway: id })}
        />
      )}
    </div>
  )
}

interface SensorFieldsProps {
  mapping: Mapping
  known: KnownSources
  set: (changes: Partial<Mapping>) => void
}

function SensorFields({ mapping, known, set }: SensorFieldsProps) {
  const words = texts.setUp.importing
  const id = useId()
  const sensor = sensorOf(known, mapping.sensor)
  const isUnknown = known.sensors !== null && mapping.sensor.trim() !== '' && sensor === undefined
  const spaces = sensor?.space_ids ?? []
  return (
    <>
      <div>
        <TextField
          label={words.sensor}
          hint={words.sensorHint}
          error={isUnknown ? words.unknownSensor(mapping.sensor.trim()) : null}
          list={id}
          value={mapping.sensor}
          onInput={(serial) => set({ sensor: serial, space: '' })}
        />
        <datalist id={id}>
          {known.sensors?.map(({ serial_number: serial, space_ids }) => (
            <option key={serial} value={serial} label={space_ids.map(spaceName).join(', ')} />
          ))}
        </datalist>
      </div>
      {mapping.kind === 'count' && spaces.length > 1 && (
        <SelectField
          label={words.space}
          hint={words.spaceHint}
          value={mapping.space}
          choices={[
            { value: '', name: texts.setUp.common.choose },
            ...spaces.map((space) => ({ value: space, name: spaceName(space) })),
          ]}
          onChange={(space) => set({ space })}
        />
      )}
    </>
  )
}

interface ColumnFieldProps {
  file: CsvFile
  label: string
  hint?: string
  none?: string
  value: number | null
  onChange: (column: number | null) => void
}

function ColumnField({ file, none, value, onChange, ...rest }: ColumnFieldProps) {
  const { noColumn, column } = texts.setUp.importing
  const choices: Choice[] = file.names.map((name, index) => ({
    value: String(index),
    name: name.trim() === '' ? column(formatCount(index + 1)) : name.trim(),
  }))
  return (
    <SelectField
      {...rest}
      value={value === null ? '' : String(value)}
      choices={[{ value: '', name: none ?? noColumn }, ...choices]}
      onChange={(chosen) => onChange(chosen === '' ? null : Number(chosen))}
    />
  )
}
