import { useState } from 'preact/hooks'
import type { CountingMode, Doorway, HardwareType, NewSensor } from '../../../../../src/client/native-wire.ts'
import { changeSensor, createSensor, type LinkedSensor, type SensorChanges } from '../../../api/set-up.ts'
import { say } from '../../../parts/toast.tsx'
import { loadPortfolio } from '../../../state/portfolio.ts'
import { texts } from '../../../texts/texts.ts'
import { choicesOf, SelectField, TextField } from '../parts/fields.tsx'
import { FormDialog } from '../parts/form-dialog.tsx'
import { SpacesField } from '../parts/space-fields.tsx'

interface SensorFormProps {
  /** The sensor to change; without it, a new one. */
  sensor?: LinkedSensor
  /** What is known of a new one. */
  suggested?: Pick<Draft, 'serial' | 'type'>
  doorways: readonly Doorway[]
  onDone: () => void
  onClose: () => void
}

interface Draft {
  readonly serial: string
  readonly type: CountingMode
  readonly hardware: HardwareType | ''
  readonly spaces: readonly string[]
  readonly doorway: string
  readonly heartbeat: string
}

/** Creates a sensor, or changes where it is and when it counts as offline. */
export function SensorForm({ sensor, suggested, doorways, onDone, onClose }: SensorFormProps) {
  const words = texts.setUp.sensors.form
  const { common } = texts.setUp
  const [draft, setDraft] = useState(() => ({ ...draftOf(sensor), ...suggested }))
  const set = (changes: Partial<Draft>) => setDraft((before) => ({ ...before, ...changes }))
  const submit = async () => {
    if (sensor === undefined) await createSensor(newSensorOf(draft))
    else await changeSensor(sensor.serial_number, changesOf(draft))
    await loadPortfolio()
    onDone()
    say(sensor === undefined ? common.created(draft.serial.trim()) : common.saved(draft.serial))
  }
  return (
    <FormDialog
      title={sensor === undefined ? words.create : words.edit(sensor.serial_number)}
      submit={sensor === undefined ? common.create : common.save}
      onSubmit={submit}
      onClose={onClose}
    >
      {sensor === undefined && <IdentityFields draft={draft} set={set} />}
      {draft.type === 'entry' ? (
        <SelectField
          label={words.doorway}
          value={draft.doorway}
          choices={[
            { value: '', name: words.noDoorway },
            ...doorways.map(({ id, name }) => ({ value: id, name })),
          ]}
          onChange={(doorway) => set({ doorway })}
        />
      ) : (
        <SpacesField
          label={words.spaces}
          hint={words.spacesHint}
          chosen={draft.spaces}
          onChange={(spaces) => set({ spaces })}
        />
      )}
      <TextField
        label={words.heartbeat}
        hint={words.heartbeatHint}
        type="number"
        min={1}
        value={draft.heartbeat}
        onInput={(heartbeat) => set({ heartbeat })}
      />
    </FormDialog>
  )
}

interface DraftProps {
  draft: Draft
  set: (changes: Partial<Draft>) => void
}

function IdentityFields({ draft, set }: DraftProps) {
  const { form: words, typeHints, hardwares } = texts.setUp.sensors
  return (
    <>
      <TextField
        label={words.serial}
        hint={words.serialHint}
        value={draft.serial}
        onInput={(serial) => set({ serial })}
        required
        autoFocus
      />
      <SelectField
        label={words.type}
        value={draft.type}
        choices={choicesOf(typeHints)}
        onChange={(type) => set({ type: type as CountingMode })}
      />
      <SelectField
        label={words.hardware}
        value={draft.hardware}
        choices={[{ value: '', name: words.unknownHardware }, ...choicesOf(hardwares)]}
        onChange={(hardware) => set({ hardware: hardware as HardwareType | '' })}
      />
    </>
  )
}

function draftOf(sensor: LinkedSensor | undefined): Draft {
  return {
    serial: sensor?.serial_number ?? '',
    type: sensor?.sensor_type ?? 'oa',
    hardware: '',
    spaces: sensor?.space_ids ?? [],
    doorway: sensor?.doorway_id ?? '',
    heartbeat: sensor?.heartbeat_seconds == null ? '' : String(sensor.heartbeat_seconds),
  }
}

function newSensorOf(draft: Draft): NewSensor {
  const { serial, type, hardware, doorway, spaces } = draft
  return {
    serial_number: serial.trim(),
    sensor_type: type,
    heartbeat_seconds: heartbeatOf(draft),
    ...(hardware !== '' && { hardware_type: hardware }),
    ...(type === 'entry' ? doorway !== '' && { doorway_id: doorway } : { space_ids: spaces }),
  }
}

function changesOf(draft: Draft): SensorChanges {
  const { type, doorway, spaces } = draft
  return {
    heartbeat_seconds: heartbeatOf(draft),
    ...(type === 'entry' ? { doorway_id: doorway === '' ? null : doorway } : { space_ids: spaces }),
  }
}

function heartbeatOf({ heartbeat }: Draft): number | null {
  return heartbeat.trim() === '' ? null : Number(heartbeat)
}
