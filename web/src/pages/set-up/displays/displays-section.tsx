import { MonitorSmartphone, Plus } from 'lucide'
import { useState } from 'preact/hooks'
import type { Display } from '../../../../../src/client/native-wire.ts'
import { changeDisplay, createDisplay, deleteDisplay, displays } from '../../../api/set-up.ts'
import { formatMoment } from '../../../format/times.ts'
import { Button } from '../../../parts/button.tsx'
import { Icon } from '../../../parts/icon.tsx'
import { AnswerView } from '../../../parts/notice.tsx'
import { type Column, Table } from '../../../parts/table.tsx'
import { say } from '../../../parts/toast.tsx'
import { useAnswer } from '../../../state/answer.ts'
import { portfolio } from '../../../state/portfolio.ts'
import { may } from '../../../state/session.ts'
import { texts } from '../../../texts/texts.ts'
import { ConfirmDialog } from '../parts/confirm-dialog.tsx'
import { TextField } from '../parts/fields.tsx'
import { FormDialog } from '../parts/form-dialog.tsx'
import { NameButton, RowActions, Section, useOpened } from '../parts/section.tsx'
import { SpaceSelect, spacePath } from '../parts/space-fields.tsx'
import { ScreenLink } from './screen-link.tsx'

const NEW = 'new'
const here = Intl.DateTimeFormat().resolvedOptions().timeZone

/** The screens that show a floor. */
export function DisplaysSection({ opened }: { opened: string | null }) {
  const { open } = useOpened('displays')
  const hasFloors = portfolio.value?.spaces.some(({ space_type }) => space_type === 'floor') ?? false
  return (
    <Section
      name="displays"
      needs="admin"
      actions={
        <Button kind="primary" disabled={!hasFloors} onClick={() => open(NEW)}>
          <Icon of={Plus} />
          {texts.setUp.displays.add}
        </Button>
      }
    >
      {may('admin') && <DisplaysList opened={opened} hasFloors={hasFloors} />}
    </Section>
  )
}

function DisplaysList({ opened, hasFloors }: { opened: string | null; hasFloors: boolean }) {
  const { common, displays: words } = texts.setUp
  const { open, close } = useOpened('displays')
  const [leaving, setLeaving] = useState<Display | null>(null)
  const [linked, setLinked] = useState<Display | null>(null)
  const answer = useAnswer('displays', displays)
  const display = answer.value?.find(({ id }) => id === opened)
  return (
    <>
      <AnswerView answer={answer}>
        {(value) =>
          value.length === 0 ? (
            <p class="set-up-nothing">{hasFloors ? words.none : words.noFloors}</p>
          ) : (
            <Table
              caption={words.caption}
              rows={value}
              rowKey={({ id }) => id}
              columns={columnsOf({ open, onDelete: setLeaving, onLink: setLinked })}
            />
          )
        }
      </AnswerView>
      {(opened === NEW || display !== undefined) && (
        <DisplayForm
          key={opened}
          {...(display !== undefined && { display })}
          onDone={answer.retry}
          onClose={close}
        />
      )}
      {linked !== null && <ScreenLink display={linked} onClose={() => setLinked(null)} />}
      {leaving !== null && (
        <ConfirmDialog
          title={common.deleteTitle(leaving.name)}
          submit={common.delete}
          onConfirm={async () => {
            await deleteDisplay(leaving.id)
            answer.retry()
            say(common.deleted(leaving.name))
          }}
          onClose={() => setLeaving(null)}
        >
          <p>{words.deleteMeaning}</p>
        </ConfirmDialog>
      )}
    </>
  )
}

interface Tools {
  open: (id: string) => void
  onDelete: (display: Display) => void
  onLink: (display: Display) => void
}

function columnsOf({ open, onDelete, onLink }: Tools): readonly Column<Display>[] {
  const { columns, link, linkOf } = texts.setUp.displays
  return [
    {
      key: 'name',
      title: columns.name,
      sortBy: ({ name }) => name,
      cell: ({ id, name }) => <NameButton name={name} onPress={() => open(id)} />,
    },
    {
      key: 'floor',
      isSecondary: true,
      title: columns.floor,
      sortBy: ({ floor_id }) => spacePath(floor_id),
      cell: ({ floor_id }) => spacePath(floor_id),
    },
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
      cell: (display) => (
        <RowActions name={display.name} onEdit={() => open(display.id)} onDelete={() => onDelete(display)}>
          <Button aria-label={linkOf(display.name)} onClick={() => onLink(display)}>
            <Icon of={MonitorSmartphone} />
            {link}
          </Button>
        </RowActions>
      ),
    },
  ]
}

interface DisplayFormProps {
  /** The display to change; without it, a new one. */
  display?: Display
  onDone: () => void
  onClose: () => void
}

function DisplayForm({ display, onDone, onClose }: DisplayFormProps) {
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
