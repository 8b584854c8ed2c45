import type { KnownSensor } from '../../api/sensors.ts'
import { placeName } from '../../state/place-names.ts'
import type { Portfolio } from '../../state/portfolio.ts'
import { texts } from '../../texts/texts.ts'
import { placesOf } from './filter.ts'

/** What a sensor covers, as links to the spaces. */
export function Places({ sensor, tree }: { sensor: KnownSensor; tree: Portfolio }) {
  const { doorway, nowhere } = texts.sensors.table
  const places = placesOf(sensor).flatMap((id) => tree.space(id) ?? [])
  if (sensor.doorway === null && places.length === 0) return <span class="muted">{nowhere}</span>
  return (
    <span class="sensor-places">
      {sensor.doorway !== null && <span>{doorway(sensor.doorway.name)}</span>}
      <span>
        {places.map(({ id }, index) => (
          <>
            {index > 0 && ', '}
            <a key={id} href={`/spaces/${id}`}>
              {placeName(id)}
            </a>
          </>
        ))}
      </span>
    </span>
  )
}

/** The zone of where a sensor is; UTC for one that is nowhere. */
export function zoneOf(sensor: KnownSensor, tree: Portfolio): string {
  return placesOf(sensor).flatMap((id) => tree.space(id)?.time_zone ?? [])[0] ?? 'UTC'
}
