import { Plus, X } from 'lucide'
import { useState } from 'preact/hooks'
import type { Doorway } from '../../../../../src/client/native-wire.ts'
import { changeDoorway, createDoorway, type LinkedSensor } from '../../../api/set-up.ts'
import { Button } from '../../../parts/button.tsx'
import { Icon } from '../../../parts/icon.tsx'
import { say } from '../../../parts/toast.tsx'
import { loadPortfolio } from '../../../state/portfolio.ts'
import { texts } from '../../../texts/texts.ts'
import { SelectField, TextField } from '../parts/fields.tsx'
import { FormDialog } from '../parts/form-dialog.tsx'
import { SpaceSelect } from '../parts/space-fields.tsx'

interface DoorwayFormProps {
  /** The doorway to change; without it, a new one. */
  doorway?: Doorway
  sensors: readonly LinkedSensor[]
  onDone: () => void
  onClose: () => void
}

interface Side {
  readonly space: string
  readonly placement: 1 | -1
}

/** Creates a doorway, or changes where it leads and which sensor is on it. */
export function DoorwayForm({ doorway, sensors, onDone, onClose }: DoorwayFormProps) {
  const words = texts.setUp.doorways.form
  const { common } = texts.setUp
  const [name, setName] = useState(doorway?.name ?? '')
  const [sensor, setSensor] = useState(doorway?.sensor_serial_number ?? '')
  const [sides, setSides] = useState<readonly Side[]>(() => sidesOf(doorway))
  const submit = async () => {
    const body = {
      name: name.trim(),
      sensor_serial_number: sensor === '' ? null : sensor,
      spaces: sides
        .filter(({ space }) => space !== '')
        .map(({ space, placement }) => ({ id: space, sensor_placement: placement })),
    }
    if (doorway === undefined) await createDoorway(body)
    else await changeDoorway(doorway.id, body)
    await loadPortfolio()
    onDone()
    say(doorway === undefined ? common.created(body.name) : common.saved(body.name))
  }
  return (
    <FormDialog
      title={doorway === undefined ? words.create : words.edit(doorway.name)}
      submit={doorway === undefined ? common.create : common.save}
      onSubmit={submit}
      onClose={onClose}
      wide
    >
      <div class="set-up-columns">
        <TextField
          label={words.name}
          value={name}
          onInput={setName}
          required
          autoFocus={doorway === undefined}
        />
        <SelectField
          label={words.sensor}
          value={sensor}
          choices={[
            { value: '', name: words.noSensor },
            ...sensors
              .filter(({ sensor_type }) => sensor_type === 'entry')
              .map(({ serial_number }) => ({ value: serial_number, name: serial_number })),
          ]}
          onChange={setSensor}
        />
      </div>
      <SidesFields sides={sides} onChange={setSides} />
    </FormDialog>
  )
}

function SidesFields({
  sides,
  onChange,
}: {
  sides: readonly Side[]
  onChange: (sides: readonly Side[]) => void
}) {
  const words = texts.setUp.doorways.form
  const change = (index: number, changes: Partial<Side>) =>
    onChange(sides.map((side, at) => (at === index ? { ...side, ...changes } : side)))
  return (
    <fieldset class="set-up-sides">
      <legend class="field-label">{words.sides}</legend>
      <p class="field-hint">{words.sidesHint}</p>
      {sides.map((side, index) => (
        <div class="set-up-side" key={index}>
          <SpaceSelect
            label={words.space}
            value={side.space}
            onChange={(space) => change(index, { space })}
          />
          <SelectField
            label={words.placement}
            value={String(side.placement)}
            choices={[
              { value: '1', name: words.inside },
              { value: '-1', name: words.outside },
            ]}
            onChange={(placement) => change(index, { placement: placement === '1' ? 1 : -1 })}
          />
          <button
            type="button"
            class="icon-button"
            aria-label={words.removeSide}
            disabled={sides.length === 1}
            onClick={() => onChange(sides.filter((_, at) => at !== index))}
          >
            <Icon of={X} />
          </button>
        </div>
      ))}
      <Button onClick={() => onChange([...sides, { space: '', placement: -1 }])}>
        <Icon of={Plus} />
        {words.addSide}
      </Button>
    </fieldset>
  )
}

function sidesOf(doorway: Doorway | undefined): readonly Side[] {
  if (doorway === undefined) return [{ space: '', placement: 1 }]
  return doorway.spaces.map(({ id, sensor_placement }) => ({ space: id, placement: sensor_placement }))
}
