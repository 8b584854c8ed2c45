import { useState } from 'preact/hooks'
import type { Role, User } from '../../../../../src/client/native-wire.ts'
import { changeUser, createUser } from '../../../api/set-up.ts'
import { say } from '../../../parts/toast.tsx'
import { texts } from '../../../texts/texts.ts'
import { choicesOf, SelectField, TextField } from '../parts/fields.tsx'
import { FormDialog } from '../parts/form-dialog.tsx'
import { SpacesField } from '../parts/space-fields.tsx'

interface UserFormProps {
  /** The user to change; without it, a new one. */
  user?: User
  onDone: () => void
  onClose: () => void
}

/** Creates a user, or changes one. */
export function UserForm({ user, onDone, onClose }: UserFormProps) {
  const { form: words, roles } = texts.setUp.users
  const { common } = texts.setUp
  const [email, setEmail] = useState(user?.email ?? '')
  const [name, setName] = useState(user?.full_name ?? '')
  const [role, setRole] = useState<Role>(user?.role ?? 'readonly')
  const [spaces, setSpaces] = useState<readonly string[]>(user?.spaces ?? [])
  const submit = async () => {
    const changes = { full_name: name.trim() === '' ? null : name.trim(), role, spaces }
    if (user === undefined) await createUser({ email: email.trim(), ...changes })
    else await changeUser(user.id, changes)
    onDone()
    say(user === undefined ? common.created(email.trim()) : common.saved(email))
  }
  return (
    <FormDialog
      title={user === undefined ? words.create : words.edit(user.email)}
      submit={user === undefined ? common.create : common.save}
      onSubmit={submit}
      onClose={onClose}
    >
      {user === undefined && (
        <TextField label={words.email} type="email" value={email} onInput={setEmail} required autoFocus />
      )}
      <TextField label={words.name} value={name} onInput={setName} />
      <SelectField
        label={words.role}
        value={role}
        choices={choicesOf(roles)}
        onChange={(chosen) => setRole(chosen as Role)}
      />
      <SpacesField label={words.spaces} hint={words.spacesHint} chosen={spaces} onChange={setSpaces} />
    </FormDialog>
  )
}
