import { useState } from 'preact/hooks'
import type { User } from '../../../../../src/client/native-wire.ts'
import { deleteUser, users } from '../../../api/set-up.ts'
import { AnswerView } from '../../../parts/notice.tsx'
import type { Column } from '../../../parts/table.tsx'
import { useAnswer } from '../../../state/answer.ts'
import { texts } from '../../../texts/texts.ts'
import { AddButton } from '../parts/add-button.tsx'
import { actionsColumn, createdColumn } from '../parts/columns.ts'
import { DeleteDialog } from '../parts/delete-dialog.tsx'
import { Listing } from '../parts/listing.tsx'
import { NEW, useOpened } from '../parts/opened.ts'
import { NameButton, RowActions } from '../parts/row-actions.tsx'
import { Section } from '../parts/section.tsx'
import { reachInWords } from '../parts/space-names.ts'
import { UserForm } from './user-form.tsx'

/** The people of the organization. */
export function UsersSection({ opened }: { opened: string | null }) {
  const { open } = useOpened('users')
  return (
    <Section
      name="users"
      needs="admin"
      actions={<AddButton label={texts.setUp.users.add} onPress={() => open(NEW)} />}
    >
      <UsersList opened={opened} />
    </Section>
  )
}

function UsersList({ opened }: { opened: string | null }) {
  const words = texts.setUp.users
  const { open, close } = useOpened('users')
  const [leaving, setLeaving] = useState<User | null>(null)
  const answer = useAnswer('users', users)
  const user = answer.value?.find(({ id }) => id === opened)
  return (
    <>
      <AnswerView answer={answer}>
        {(value) => (
          <Listing
            none={words.none}
            caption={words.caption}
            rows={value}
            rowKey={({ id }) => id}
            columns={columnsOf(open, setLeaving)}
          />
        )}
      </AnswerView>
      {(opened === NEW || user !== undefined) && (
        <UserForm key={opened} {...(user !== undefined && { user })} onDone={answer.retry} onClose={close} />
      )}
      {leaving !== null && (
        <DeleteDialog
          name={leaving.email}
          meaning={words.deleteMeaning}
          remove={() => deleteUser(leaving.id)}
          onDone={answer.retry}
          onClose={() => setLeaving(null)}
        />
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
    createdColumn(columns.created),
    actionsColumn((user) => (
      <RowActions name={user.email} onEdit={() => open(user.id)} onDelete={() => onDelete(user)} />
    )),
  ]
}
