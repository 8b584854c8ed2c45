import { Plus } from 'lucide'
import { useState } from 'preact/hooks'
import type { Doorway } from '../../../../../src/client/native-wire.ts'
import { deleteSensor, doorways, type LinkedSensor, sensors } from '../../../api/set-up.ts'
import { formatDuration } from '../../../format/durations.ts'
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
import { spaceName } from '../parts/space-fields.tsx'
import { SensorForm } from './sensor-form.tsx'

const NEW = 'new'

/** The sensors and where they are. */
export function SensorsSection({ opened }: { opened: string | null }) {
  return (
    <Section name="sensors" needs="admin" actions={<AddSensor />}>
      {may('admin') && <SensorsList opened={opened} />}
    </Section>
  )
}

function AddSensor() {
  const { open } = useOpened('sensors')
  return (
    <Button kind="primary" onClick={() => open(NEW)}>
      <Icon of={Plus} />
      {texts.setUp.sensors.add}
    </Button>
  )
}

function SensorsList({ opened }: { opened: string | null }) {
  const words = texts.setUp.sensors
  const { open, close } = useOpened('sensors')
  const [leaving, setLeaving] = useState<LinkedSensor | null>(null)
  const answer = useAnswer('sensors', async (signal) => {
    const [all, ways] = await Promise.all([sensors(signal), doorways(signal)])
    return { sensors: all, doorways: ways }
  })
  const known = answer.value
  const sensor = known?.sensors.find(({ serial_number }) => serial_number === opened)
  return (
    <>
      <AnswerView answer={answer}>
        {(value) =>
          value.sensors.length === 0 ? (
            <p class="set-up-nothing">{words.none}</p>
          ) : (
            <Table
              caption={words.caption}
              rows={value.sensors}
              rowKey={({ serial_number }) => serial_number}
              columns={columnsOf(value.doorways, open, setLeaving)}
              initialSort="serial"
            />
          )
        }
      </AnswerView>
      {known !== undefined && opened !== null && (opened === NEW || sensor !== undefined) && (
        <SensorForm
          key={opened}
          {...(sensor !== undefined && { sensor })}
          doorways={known.doorways}
          onDone={answer.retry}
          onClose={close}
        />
      )}
      {leaving !== null && (
        <DeleteDialog
          name={leaving.serial_number}
          meaning={words.deleteMeaning}
          cascadeMeaning={words.deleteCascade}
          remove={(cascade) => deleteSensor(leaving.serial_number, cascade)}
          onDone={async () => {
            await loadPortfolio()
            answer.retry()
            say(texts.setUp.common.deleted(leaving.serial_number))
          }}
          onClose={() => setLeaving(null)}
        />
      )}
    </>
  )
}

function columnsOf(
  ways: readonly Doorway[],
  open: (serial: string) => void,
  onDelete: (sensor: LinkedSensor) => void,
): readonly Column<LinkedSensor>[] {
  const { columns, types, hardwares } = texts.setUp.sensors
  const places = (sensor: LinkedSensor) => placesInWords(sensor, ways)
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
    {
      key: 'actions',
      title: texts.setUp.common.actions,
      numeric: true,
      cell: (sensor) => (
        <RowActions
          name={sensor.serial_number}
          onEdit={() => open(sensor.serial_number)}
          onDelete={() => onDelete(sensor)}
        />
      ),
    },
  ]
}

function placesInWords({ space_ids, doorway_id }: LinkedSensor, ways: readonly Doorway[]): string {
  if (doorway_id !== null) return ways.find(({ id }) => id === doorway_id)?.name ?? doorway_id
  return space_ids.length === 0 ? texts.setUp.sensors.nowhere : space_ids.map(spaceName).join(', ')
}
