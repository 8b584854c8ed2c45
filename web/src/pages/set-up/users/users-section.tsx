import { Plus } from 'lucide'
import { useState } from 'preact/hooks'
import type { Role, User } from '../../../../../src/client/native-wire.ts'
import { changeUser, createUser, deleteUser, users } from '../../../api/set-up.ts'
import { formatMoment } from '../../../format/times.ts'
import { Button } from '../../../parts/button.tsx'
import { Icon } from '../../../parts/icon.tsx'
import { AnswerView } from '../../../parts/notice.tsx'
import { type Column, Table } from '../../../parts/table.tsx'
import { say } from '../../../parts/toast.tsx'
import { useAnswer } from '../../../state/answer.ts'
import { may } from '../../../state/session.ts'
import { texts } from '../../../texts/texts.ts'
import { ConfirmDialog } from '../parts/confirm-dialog.tsx'
import { SelectField, TextField } from '../parts/fields.tsx'
import { FormDialog } from '../parts/form-dialog.tsx'
import { NameButton, RowActions, Section, useOpened } from '../parts/section.tsx'
import { reachInWords, SpacesField } from '../parts/space-fields.tsx'

const NEW = 'new'
const here = Intl.DateTimeFormat().resolvedOptions().timeZone

/** The people of the organization. */
export function UsersSection({ opened }: { opened: string | null }) {
  const { open } = useOpened('users')
  return (
    <Section
      name="users"
      needs="admin"
      actions={
        <Button kind="primary" onClick={() => open(NEW)}>
          <Icon of={Plus} />
          {texts.setUp.users.add}
        </Button>
      }
    >
      {may('admin') && <UsersList opened={opened} />}
    </Section>
  )
}

function UsersList({ opened }: { opened: string | null }) {
  const { common, users: words } = texts.setUp
  const { open, close } = useOpened('users')
  const [leaving, setLeaving] = useState<User | null>(null)
  const answer = useAnswer('users', users)
  const user = answer.value?.find(({ id }) => id === opened)
  return (
    <>
      <AnswerView answer={answer}>
        {(value) =>
          value.length === 0 ? (
            <p class="set-up-nothing">{words.none}</p>
          ) : (
            <Table
              caption={words.caption}
              rows={value}
              rowKey={({ id }) => id}
              columns={columnsOf(open, setLeaving)}
            />
          )
        }
      </AnswerView>
      {(opened === NEW || user !== undefined) && (
        <UserForm key={opened} {...(user !== undefined && { user })} onDone={answer.retry} onClose={close} />
      )}
      {leaving !== null && (
        <ConfirmDialog
          title={common.deleteTitle(leaving.email)}
          submit={common.delete}
          onConfirm={async () => {
            await deleteUser(leaving.id)
            answer.retry()
            say(common.deleted(leaving.email))
          }}
          onClose={() => setLeaving(null)}
        >
          <p>{words.deleteMeaning}</p>
        </ConfirmDialog>
      )}
    </>
  )
}

function columnsOf(open: (id: string) => void, onDelete: (user: User) => void): readonly Column<User>[] {
  const { columns, roles } = texts.setUp.users
  return [
    {
      key: 'email',
      title: columns.email,
      sortBy: ({ email }) => email,
      cell: ({ id, email }) => <NameButton name={email} onPress={() => open(id)} />,
    },
    {
      key: 'name',
      isSecondary: true,
      title: columns.name,
      sortBy: ({ full_name }) => full_name,
      cell: ({ full_name }) => full_name ?? '',
    },
    { key: 'role', title: columns.role, sortBy: ({ role }) => role, cell: ({ role }) => roles[role] },
    { key: 'spaces', isSecondary: true, title: columns.spaces, cell: ({ spaces }) => reachInWords(spaces) },
    {
      key: 'created',
      isSecondary: true,
      title: columns.created,
      sortBy: ({ created_at }) => created_at,
      cell: ({ created_at }) => formatMoment(created_at, here),
    },
    {
      key: 'actions',
      title: texts.setUp.common.actions,
      numeric: true,
      cell: (user) => (
        <RowActions name={user.email} onEdit={() => open(user.id)} onDelete={() => onDelete(user)} />
      ),
    },
  ]
}

interface UserFormProps {
  /** The user to change; without it, a new one. */
  user?: User
  onDone: () => void
  onClose: () => void
}

function UserForm({ user, onDone, onClose }: UserFormProps) {
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
        choices={Object.entries(roles).map(([value, label]) => ({ value, name: label }))}
        onChange={(chosen) => setRole(chosen as Role)}
      />
      <SpacesField label={words.spaces} hint={words.spacesHint} chosen={spaces} onChange={setSpaces} />
    </FormDialog>
  )
}
