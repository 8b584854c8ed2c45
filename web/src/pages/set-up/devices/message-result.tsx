import { useState } from 'preact/hooks'
import type { MessagePreview, NamedSensor } from '../../../api/devices.ts'
import { doorways } from '../../../api/set-up.ts'
import { Button } from '../../../parts/button.tsx'
import { Notice } from '../../../parts/notice.tsx'
import { useAnswer } from '../../../state/answer.ts'
import { may } from '../../../state/session.ts'
import { texts } from '../../../texts/texts.ts'
import { SensorForm } from '../sensors/sensor-form.tsx'

interface MessageResultProps {
  preview: MessagePreview
  /** A sensor was added: the message may be read otherwise now. */
  onAdded: () => void
}

/** What a message becomes, of whom it speaks, and where to have it sent. */
export function MessageResult({ preview, onAdded }: MessageResultProps) {
  const words = texts.setUp.devices.result
  const { mapping, name, readings, sensors, reason } = preview
  if (reason !== null) {
    return (
      <Notice kind="empty" title={words.failed}>
        <p>{reason}</p>
      </Notice>
    )
  }
  if (mapping === null) return <p class="set-up-prose">{words.nobody}</p>
  return (
    <section class="devices-result" aria-labelledby="devices-result">
      <h4 id="devices-result">{words.title}</h4>
      <p>
        {words.readBy(name ?? mapping)} · {words.count(readings.length)}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse must be able to scroll it. */}
      <pre class="devices-readings" tabIndex={0}>
        {readings.map((reading) => JSON.stringify(reading)).join('\n')}
      </pre>
      <Sensors sensors={sensors} onAdded={onAdded} />
      <p class="field-label">{words.send}</p>
      <code class="devices-address">
        POST {location.origin}/api/ingest/{mapping}
      </code>
      <p class="field-hint">{words.sendHint}</p>
    </section>
  )
}

function Sensors({ sensors, onAdded }: { sensors: readonly NamedSensor[]; onAdded: () => void }) {
  const words = texts.setUp.devices.result
  const [adding, setAdding] = useState<NamedSensor | null>(null)
  if (sensors.length === 0) return null
  return (
    <>
      <p class="field-label">{words.sensors}</p>
      <ul class="devices-sensors">
        {sensors.map((sensor) => (
          <li key={sensor.serial_number}>
            <code>{sensor.serial_number}</code> {sensor.is_set_up ? words.isSetUp : words.isMissing}
            {!sensor.is_set_up && may('admin') && (
              <Button onClick={() => setAdding(sensor)}>{words.add(sensor.serial_number)}</Button>
            )}
          </li>
        ))}
      </ul>
      {adding !== null && <NewSensor sensor={adding} onDone={onAdded} onClose={() => setAdding(null)} />}
    </>
  )
}

interface NewSensorProps {
  sensor: NamedSensor
  onDone: () => void
  onClose: () => void
}

function NewSensor({ sensor: { serial_number, sensor_type }, onDone, onClose }: NewSensorProps) {
  const known = useAnswer('doorways', doorways)
  return (
    <SensorForm
      suggested={{ serial: serial_number, type: sensor_type }}
      doorways={known.value ?? []}
      onDone={onDone}
      onClose={onClose}
    />
  )
}
