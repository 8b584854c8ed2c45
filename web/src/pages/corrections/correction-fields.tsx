import type { CorrectionKind } from '../../../../src/client/correction-wire.ts'
import type { KnownSensor } from '../../api/sensors.ts'
import { texts } from '../../texts/texts.ts'
import { localNow } from '../set-up/local-input.ts'
import { RadioList, SelectField, TextField } from '../set-up/parts/fields.tsx'
import { type CorrectionDraft, isOfSensor, timeProblems } from './correction-draft.ts'

interface FieldsProps {
  draft: CorrectionDraft
  change: (changed: Partial<CorrectionDraft>) => void
}

/** The kinds of correction that a space has a use for, each with what it does. */
export function KindFields({
  draft: { kind, sensor },
  change,
  kinds,
  sensors,
}: FieldsProps & { kinds: readonly CorrectionKind[]; sensors: readonly KnownSensor[] }) {
  const words = texts.setUp.correctCount
  if (kinds.length === 1) return <p class="field-hint">{words.explanations[kind]}</p>
  return (
    <RadioList
      legend={words.kind}
      choices={kinds.map((value) => ({ value, name: words.kinds[value], hint: words.explanations[value] }))}
      chosen={kind}
      onChoose={(chosen) => {
        const fitting = sensorsFor(chosen, sensors).map(({ serial_number }) => serial_number)
        change({ kind: chosen, sensor: fitting.includes(sensor) ? sensor : (fitting[0] ?? '') })
      }}
    />
  )
}

/** Which sensor it is about, and how many people. */
export function WhatFields({
  draft: { kind, sensor, count },
  change,
  sensors,
}: FieldsProps & { sensors: readonly KnownSensor[] }) {
  const words = texts.setUp.correctCount
  return (
    <>
      {isOfSensor(kind) && (
        <SelectField
          label={words.sensor}
          value={sensor}
          choices={sensorsFor(kind, sensors).map((each) => ({
            value: each.serial_number,
            name: sensorName(each),
          }))}
          onChange={(serial) => change({ sensor: serial })}
        />
      )}
      {kind !== 'ignore' && (
        <TextField
          label={words.numbers[kind]}
          type="number"
          required
          autoFocus
          value={count}
          onInput={(text) => change({ count: text })}
        />
      )}
    </>
  )
}

/** An entry sensor counts who passes, which has no highest count. */
function sensorsFor(kind: CorrectionKind, sensors: readonly KnownSensor[]): readonly KnownSensor[] {
  return kind === 'ceiling' ? sensors.filter(({ sensor_type: type }) => type !== 'entry') : sensors
}

function sensorName({ serial_number: serial, doorway }: KnownSensor): string {
  return doorway === null ? serial : texts.setUp.correctCount.atDoorway(serial, doorway.name)
}

/** Of when it is said, or from when until when it holds. */
export function WhenFields({ draft, change, zone }: FieldsProps & { zone: string }) {
  const words = texts.setUp.correctCount
  const { kind, when, local, until } = draft
  const { label, now, earlier } = kind === 'reset' ? words.when : words.from
  const problems = timeProblems(draft, zone)
  return (
    <>
      <SelectField
        label={label}
        value={when}
        choices={[
          { value: 'now', name: now },
          { value: 'earlier', name: earlier },
        ]}
        onChange={(chosen) => change({ when: chosen === 'now' ? 'now' : 'earlier' })}
      />
      {when === 'earlier' && (
        <TextField
          label={words.at(zone)}
          type="datetime-local"
          required
          value={local}
          max={localNow(zone)}
          onInput={(text) => change({ local: text })}
          error={problems.local}
        />
      )}
      {kind !== 'reset' && (
        <TextField
          label={words.until.label(zone)}
          hint={words.until.hint}
          type="datetime-local"
          value={until}
          onInput={(text) => change({ until: text })}
          error={problems.until}
        />
      )}
    </>
  )
}
