import { useState } from 'preact/hooks'
import type { Doorway } from '../../../../../src/client/native-wire.ts'
import { deleteSensor, type LinkedSensor, sensorsAndDoorways } from '../../../api/set-up.ts'
import { formatDuration } from '../../../format/durations.ts'
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
import { spaceName } from '../parts/space-names.ts'
import { SensorForm } from './sensor-form.tsx'

/** The sensors and where they are. */
export function SensorsSection({ opened }: { opened: string | null }) {
  const { open } = useOpened('sensors')
  return (
    <Section
      name="sensors"
      needs="admin"
      actions={<AddButton label={texts.setUp.sensors.add} onPress={() => open(NEW)} />}
    >
      <SensorsList opened={opened} />
    </Section>
  )
}

function SensorsList({ opened }: { opened: string | null }) {
  const words = texts.setUp.sensors
  const { open, close } = useOpened('sensors')
  const [leaving, setLeaving] = useState<LinkedSensor | null>(null)
  const answer = useAnswer('sensors', sensorsAndDoorways)
  const known = answer.value
  const sensor = known?.sensors.find(({ serial_number }) => serial_number === opened)
  return (
    <>
      <AnswerView answer={answer}>
        {({ sensors, doorways }) => (
          <Listing
            none={words.none}
            caption={words.caption}
            rows={sensors}
            rowKey={({ serial_number }) => serial_number}
            columns={columnsOf(doorways, open, setLeaving)}
            initialSort="serial"
          />
        )}
      </AnswerView>
      {known !== undefined && (opened === NEW || sensor !== undefined) && (
        <SensorForm
          key={opened}
          {...(sensor !== undefined && { sensor })}
          doorways={known.doorways}
          onDone={answer.retry}
          onClose={close}
        />
      )}
      {leaving !== null && (
        <CascadeDeleteDialog
          name={leaving.serial_number}
          meaning={words.deleteMeaning}
          cascadeMeaning={words.deleteCascade}
          remove={(cascade) => deleteSensor(leaving.serial_number, cascade)}
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
  doorways: readonly Doorway[],
  open: (serial: string) => void,
  onDelete: (sensor: LinkedSensor) => void,
): readonly Column<LinkedSensor>[] {
  const { columns, types, hardwares } = texts.setUp.sensors
  const places = (sensor: LinkedSensor) => placesInWords(sensor, doorways)
  return [
    {
      key: 'serial',
      title: columns.serial,
      sortBy: ({ serial_number }) => serial_number,
      cell: ({ serial_number: serial }) => <NameButton name={serial} onPress={() => open(serial)} />,
    },
    {
      key: 'type',
      isSecondary: true,
      title: columns.type,
      sortBy: ({ sensor_type }) => types[sensor_type],
      cell: ({ sensor_type }) => types[sensor_type],
    },
    { key: 'places', title: columns.places, sortBy: places, cell: places },
    {
      key: 'hardware',
      isSecondary: true,
      title: columns.hardware,
      cell: ({ hardware_type: type }) => (type === null ? '' : hardwares[type]),
    },
    {
      key: 'heartbeat',
      isSecondary: true,
      title: columns.heartbeat,
      numeric: true,
      sortBy: ({ heartbeat_seconds }) => heartbeat_seconds,
      cell: ({ heartbeat_seconds: seconds }) =>
        seconds === null ? texts.setUp.common.none : formatDuration(seconds * 1_000),
    },
    actionsColumn((sensor) => (
      <RowActions
        name={sensor.serial_number}
        onEdit={() => open(sensor.serial_number)}
        onDelete={() => onDelete(sensor)}
      />
    )),
  ]
}

function placesInWords({ space_ids, doorway_id }: LinkedSensor, doorways: readonly Doorway[]): string {
  if (doorway_id !== null) return doorways.find(({ id }) => id === doorway_id)?.name ?? doorway_id
  return space_ids.length === 0 ? texts.setUp.sensors.nowhere : space_ids.map(spaceName).join(', ')
}
