import { MonitorSmartphone } from 'lucide'
import { useState } from 'preact/hooks'
import type { Display } from '../../../../../src/client/native-wire.ts'
import { deleteDisplay, displays } from '../../../api/set-up.ts'
import { Button } from '../../../parts/button.tsx'
import { Icon } from '../../../parts/icon.tsx'
import { AnswerView } from '../../../parts/notice.tsx'
import type { Column } from '../../../parts/table.tsx'
import { useAnswer } from '../../../state/answer.ts'
import { portfolio } from '../../../state/portfolio.ts'
import { texts } from '../../../texts/texts.ts'
import { AddButton } from '../parts/add-button.tsx'
import { actionsColumn, createdColumn } from '../parts/columns.ts'
import { DeleteDialog } from '../parts/delete-dialog.tsx'
import { Listing } from '../parts/listing.tsx'
import { NEW, useOpened } from '../parts/opened.ts'
import { NameButton, RowActions } from '../parts/row-actions.tsx'
import { Section } from '../parts/section.tsx'
import { spacePath } from '../parts/space-names.ts'
import { DisplayForm } from './display-form.tsx'
import { ScreenLink } from './screen-link.tsx'

/** The screens that show a floor. */
export function DisplaysSection({ opened }: { opened: string | null }) {
  const { add, none, noFloors } = texts.setUp.displays
  const { open } = useOpened('displays')
  const hasFloors = portfolio.value?.spaces.some(({ space_type }) => space_type === 'floor') ?? false
  return (
    <Section
      name="displays"
      needs="admin"
      actions={<AddButton label={add} disabled={!hasFloors} onPress={() => open(NEW)} />}
    >
      <DisplaysList opened={opened} none={hasFloors ? none : noFloors} />
    </Section>
  )
}

function DisplaysList({ opened, none }: { opened: string | null; none: string }) {
  const words = texts.setUp.displays
  const { open, close } = useOpened('displays')
  const [leaving, setLeaving] = useState<Display | null>(null)
  const [linked, setLinked] = useState<Display | null>(null)
  const answer = useAnswer('displays', displays)
  const display = answer.value?.find(({ id }) => id === opened)
  return (
    <>
      <AnswerView answer={answer}>
        {(value) => (
          <Listing
            none={none}
            caption={words.caption}
            rows={value}
            rowKey={({ id }) => id}
            columns={columnsOf({ open, onDelete: setLeaving, onLink: setLinked })}
          />
        )}
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
        <DeleteDialog
          name={leaving.name}
          meaning={words.deleteMeaning}
          remove={() => deleteDisplay(leaving.id)}
          onDone={answer.retry}
          onClose={() => setLeaving(null)}
        />
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
    createdColumn(columns.created),
    actionsColumn((display) => (
      <RowActions name={display.name} onEdit={() => open(display.id)} onDelete={() => onDelete(display)}>
        <Button aria-label={linkOf(display.name)} onClick={() => onLink(display)}>
          <Icon of={MonitorSmartphone} />
          {link}
        </Button>
      </RowActions>
    )),
  ]
}
