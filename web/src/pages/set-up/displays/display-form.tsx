import { useState } from 'preact/hooks'
import type { Display } from '../../../../../src/client/native-wire.ts'
import { changeDisplay, createDisplay } from '../../../api/set-up.ts'
import { say } from '../../../parts/toast.tsx'
import { texts } from '../../../texts/texts.ts'
import { TextField } from '../parts/fields.tsx'
import { FormDialog } from '../parts/form-dialog.tsx'
import { SpaceSelect } from '../parts/space-fields.tsx'

interface DisplayFormProps {
  /** The display to change; without it, a new one. */
  display?: Display
  onDone: () => void
  onClose: () => void
}

/** Creates a display, or changes its name and its floor. */
export function DisplayForm({ display, onDone, onClose }: DisplayFormProps) {
  const { form: words } = texts.setUp.displays
  const { common } = texts.setUp
  const [name, setName] = useState(display?.name ?? '')
  const [floor, setFloor] = useState(display?.floor_id ?? '')
  const submit = async () => {
    const body = { name: name.trim(), floor_id: floor }
    if (display === undefined) await createDisplay(body)
    else await changeDisplay(display.id, body)
    onDone()
    say(display === undefined ? common.created(body.name) : common.saved(body.name))
  }
  return (
    <FormDialog
      title={display === undefined ? words.create : words.edit(display.name)}
      submit={display === undefined ? common.create : common.save}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField label={words.name} hint={words.nameHint} value={name} onInput={setName} required autoFocus />
      <SpaceSelect
        label={words.floor}
        value={floor}
        onChange={setFloor}
        isOffered={({ space_type }) => space_type === 'floor'}
      />
    </FormDialog>
  )
}
