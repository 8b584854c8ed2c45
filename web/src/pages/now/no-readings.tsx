import { Card } from '../../parts/card.tsx'
import { liveOf } from '../../state/live.ts'
import { portfolio } from '../../state/portfolio.ts'
import { serverNow } from '../../state/server-clock.ts'
import { texts } from '../../texts/texts.ts'
import type { PlacedSensor } from './attention.ts'
import { Command } from './command.tsx'
import { commandTarget, TokenFiller } from './command-token.tsx'
import { readingCommand } from './first-reading.ts'

/** Says what is still missing where there are spaces and no sensor has ever been heard of. */
export function NoReadings({ sensors }: { sensors: readonly PlacedSensor[] }) {
  const words = texts.now.noReadings
  const [first] = sensors
  if (sensors.some(({ last_reading_at }) => last_reading_at !== null) || isAnySpaceHeardOf()) return null
  if (first === undefined) {
    return (
      <Card title={words.title} definition={words.noSensors}>
        <a class="button button-primary" href="/set-up/sensors">
          {words.addSensors}
        </a>
      </Card>
    )
  }
  return (
    <Card title={words.title} definition={words.text(first.serial_number)}>
      <Command what={words.title} text={readingCommand(commandTarget(), first, new Date(serverNow()))} />
      <TokenFiller />
    </Card>
  )
}

/** Known the moment a reading arrives, which how the sensors are is not: that is asked for now and then. */
function isAnySpaceHeardOf(): boolean {
  return (portfolio.value?.spaces ?? []).some(({ id }) => (liveOf(id).value?.timestamp ?? null) !== null)
}
