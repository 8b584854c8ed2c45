import { useState } from 'preact/hooks'
import {
  changeLabel,
  changeSpaceLabels,
  createLabel,
  createLabelGroup,
  type Label,
  type LabelGroup,
  renameLabelGroup,
} from '../../../api/labels.ts'
import { say } from '../../../parts/toast.tsx'
import { loadPortfolio } from '../../../state/portfolio.ts'
import { texts } from '../../../texts/texts.ts'
import { SelectField, TextField } from '../parts/fields.tsx'
import { FormDialog } from '../parts/form-dialog.tsx'
import { SpacesField } from '../parts/space-fields.tsx'

interface LabelFormProps {
  /** The label to change; without it, a new one. */
  label?: Label
  groups: readonly LabelGroup[]
  onDone: () => void
  onClose: () => void
}

/** Creates a label, or changes its name, its group and the spaces that have it. */
export function LabelForm({ label, groups, onDone, onClose }: LabelFormProps) {
  const words = texts.setUp.labels.form
  const { common } = texts.setUp
  // Once it is created, a second try after a failure goes on with it.
  const [made, setMade] = useState(label)
  const [name, setName] = useState(label?.name ?? '')
  const [group, setGroup] = useState(label?.group?.id ?? '')
  const before = label?.spaces.map(({ id }) => id) ?? []
  const [spaces, setSpaces] = useState<readonly string[]>(before)
  const submit = async () => {
    const known = made ?? (await createLabel(name.trim()))
    setMade(known)
    await changeLabel(known.id, { name: name.trim(), group: group === '' ? null : group })
    for (const id of spaces.filter((id) => !before.includes(id))) {
      await changeSpaceLabels(id, { add: [known.id], delete: [] })
    }
    for (const id of before.filter((id) => !spaces.includes(id))) {
      await changeSpaceLabels(id, { add: [], delete: [known.id] })
    }
    await loadPortfolio()
    onDone()
    say(label === undefined ? common.created(name.trim()) : common.saved(name.trim()))
  }
  return (
    <FormDialog
      title={label === undefined ? words.create : words.edit(label.name)}
      submit={label === undefined ? common.create : common.save}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField label={words.name} value={name} onInput={setName} required autoFocus={label === undefined} />
      <SelectField
        label={words.group}
        value={group}
        choices={[{ value: '', name: words.noGroup }, ...groups.map(({ id, name }) => ({ value: id, name }))]}
        onChange={setGroup}
      />
      <SpacesField label={words.spaces} hint={words.spacesHint} chosen={spaces} onChange={setSpaces} />
    </FormDialog>
  )
}

interface LabelGroupFormProps {
  /** The group to rename; without it, a new one. */
  group?: LabelGroup
  onDone: () => void
  onClose: () => void
}

/** Creates a label group, or renames one. */
export function LabelGroupForm({ group, onDone, onClose }: LabelGroupFormProps) {
  const words = texts.setUp.labels.groupForm
  const { common } = texts.setUp
  const [name, setName] = useState(group?.name ?? '')
  const submit = async () => {
    if (group === undefined) await createLabelGroup(name.trim())
    else await renameLabelGroup(group.id, name.trim())
    onDone()
    say(group === undefined ? common.created(name.trim()) : common.saved(name.trim()))
  }
  return (
    <FormDialog
      title={group === undefined ? words.create : words.edit(group.name)}
      submit={group === undefined ? common.create : common.save}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField label={words.name} value={name} onInput={setName} required autoFocus />
    </FormDialog>
  )
}
