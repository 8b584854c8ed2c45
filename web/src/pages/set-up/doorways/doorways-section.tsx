import { Plus } from 'lucide'
import { useState } from 'preact/hooks'
import type { Doorway } from '../../../../../src/client/native-wire.ts'
import { deleteDoorway, doorways, sensors } from '../../../api/set-up.ts'
import { Button } from '../../../parts/button.tsx'
import { Icon } from '../../../parts/icon.tsx'
import { AnswerView } from '../../../parts/notice.tsx'
import { type Column, Table } from '../../../parts/table.tsx'
import { say } from '../../../parts/toast.tsx'
import { useAnswer } from '../../../state/answer.ts'
import { loadPortfolio } from '../../../state/portfolio.ts'
import { may } from '../../../state/session.ts'
import { texts } from '../../../texts/texts.ts'
import { DeleteDialog } from '../parts/confirm-dialog.tsx'
import { NameButton, RowActions, Section, useOpened } from '../parts/section.tsx'
import { DoorwayForm } from './doorway-form.tsx'

const NEW = 'new'

/** The doorways and where they lead. */
export function DoorwaysSection({ opened }: { opened: string | null }) {
  return (
    <Section name="doorways" needs="admin" actions={<AddDoorway />}>
      {may('admin') && <DoorwaysList opened={opened} />}
    </Section>
  )
}

function AddDoorway() {
  const { open } = useOpened('doorways')
  return (
    <Button kind="primary" onClick={() => open(NEW)}>
      <Icon of={Plus} />
      {texts.setUp.doorways.add}
    </Button>
  )
}

function DoorwaysList({ opened }: { opened: string | null }) {
  const words = texts.setUp.doorways
  const { open, close } = useOpened('doorways')
  const [leaving, setLeaving] = useState<Doorway | null>(null)
  const answer = useAnswer('doorways', async (signal) => {
    const [all, ways] = await Promise.all([sensors(signal), doorways(signal)])
    return { sensors: all, doorways: ways }
  })
  const known = answer.value
  const doorway = known?.doorways.find(({ id }) => id === opened)
  return (
    <>
      <AnswerView answer={answer}>
        {(value) =>
          value.doorways.length === 0 ? (
            <p class="set-up-nothing">{words.none}</p>
          ) : (
            <Table
              caption={words.caption}
              rows={value.doorways}
              rowKey={({ id }) => id}
              columns={columnsOf(open, setLeaving)}
              initialSort="name"
            />
          )
        }
      </AnswerView>
      {known !== undefined && opened !== null && (opened === NEW || doorway !== undefined) && (
        <DoorwayForm
          key={opened}
          {...(doorway !== undefined && { doorway })}
          sensors={known.sensors}
          onDone={answer.retry}
          onClose={close}
        />
      )}
      {leaving !== null && (
        <DeleteDialog
          name={leaving.name}
          meaning={words.deleteMeaning}
          cascadeMeaning={words.deleteCascade}
          remove={(cascade) => deleteDoorway(leaving.id, cascade)}
          onDone={async () => {
            await loadPortfolio()
            answer.retry()
            say(texts.setUp.common.deleted(leaving.name))
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
    {
      key: 'actions',
      title: texts.setUp.common.actions,
      numeric: true,
      cell: (doorway) => (
        <RowActions name={doorway.name} onEdit={() => open(doorway.id)} onDelete={() => onDelete(doorway)} />
      ),
    },
  ]
}

function sidesInWords({ spaces }: Doorway): string {
  const { into, outOf } = texts.setUp.doorways
  const inFirst = spaces.toSorted((a, b) => b.sensor_placement - a.sensor_placement)
  return inFirst
    .map(({ name, sensor_placement }) => (sensor_placement === 1 ? into(name) : outOf(name)))
    .join(', ')
}
