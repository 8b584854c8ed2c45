import { useState } from 'preact/hooks'
import type { Doorway } from '../../../../../src/client/native-wire.ts'
import { deleteDoorway, sensorsAndDoorways } from '../../../api/set-up.ts'
import { AnswerView } from '../../../parts/notice.tsx'
import type { Column } from '../../../parts/table.tsx'
import { useAnswer } from '../../../state/answer.ts'
import { loadPortfolio } from '../../../state/portfolio.ts'
import { texts } from '../../../texts/texts.ts'
import { AddButton } from '../parts/add-button.tsx'
import { CascadeDeleteDialog } from '../parts/cascade-delete-dialog.tsx'
import { actionsColumn } from '../parts/columns.ts'
import { Listing } from '../parts/listing.tsx'
import { NEW, useOpened } from '../parts/opened.ts'
import { NameButton, RowActions } from '../parts/row-actions.tsx'
import { Section } from '../parts/section.tsx'
import { DoorwayForm } from './doorway-form.tsx'

/** The doorways and where they lead. */
export function DoorwaysSection({ opened }: { opened: string | null }) {
  const { open } = useOpened('doorways')
  return (
    <Section
      name="doorways"
      needs="admin"
      actions={<AddButton label={texts.setUp.doorways.add} onPress={() => open(NEW)} />}
    >
      <DoorwaysList opened={opened} />
    </Section>
  )
}

function DoorwaysList({ opened }: { opened: string | null }) {
  const words = texts.setUp.doorways
  const { open, close } = useOpened('doorways')
  const [leaving, setLeaving] = useState<Doorway | null>(null)
  const answer = useAnswer('doorways', sensorsAndDoorways)
  const known = answer.value
  const doorway = known?.doorways.find(({ id }) => id === opened)
  return (
    <>
      <AnswerView answer={answer}>
        {({ doorways }) => (
          <Listing
            none={words.none}
            caption={words.caption}
            rows={doorways}
            rowKey={({ id }) => id}
            columns={columnsOf(open, setLeaving)}
            initialSort="name"
          />
        )}
      </AnswerView>
      {known !== undefined && (opened === NEW || doorway !== undefined) && (
        <DoorwayForm
          key={opened}
          {...(doorway !== undefined && { doorway })}
          sensors={known.sensors}
          onDone={answer.retry}
          onClose={close}
        />
      )}
      {leaving !== null && (
        <CascadeDeleteDialog
          name={leaving.name}
          meaning={words.deleteMeaning}
          cascadeMeaning={words.deleteCascade}
          remove={(cascade) => deleteDoorway(leaving.id, cascade)}
          onDone={async () => {
            await loadPortfolio()
            answer.retry()
          }}
          onClose={() => setLeaving(null)}
        />
      )}
    </>
  )
}

function columnsOf(
  open: (id: string) => void,
  onDelete: (doorway: Doorway) => void,
): readonly Column<Doorway>[] {
  const { columns, noSensor } = texts.setUp.doorways
  return [
    {
      key: 'name',
      title: columns.name,
      sortBy: ({ name }) => name,
      cell: ({ id, name }) => <NameButton name={name} onPress={() => open(id)} />,
    },
    { key: 'sides', title: columns.sides, sortBy: sidesInWords, cell: sidesInWords },
    {
      key: 'sensor',
      isSecondary: true,
      title: columns.sensor,
      sortBy: ({ sensor_serial_number }) => sensor_serial_number,
      cell: ({ sensor_serial_number }) => sensor_serial_number ?? noSensor,
    },
    actionsColumn((doorway) => (
      <RowActions name={doorway.name} onEdit={() => open(doorway.id)} onDelete={() => onDelete(doorway)} />
    )),
  ]
}

function sidesInWords({ spaces }: Doorway): string {
  const { into, outOf } = texts.setUp.doorways
  const inFirst = spaces.toSorted((a, b) => b.sensor_placement - a.sensor_placement)
  return inFirst
    .map(({ name, sensor_placement }) => (sensor_placement === 1 ? into(name) : outOf(name)))
    .join(', ')
}
