import { browserZone } from '../../format/times.ts'
import type { PlacedSensor } from './attention.ts'

/** The reading that a sensor would send to say that three people are there, or that one came in. */
function readingOf({ serial_number, doorway_id, space_ids }: ReadingSource, at: string): object {
  if (doorway_id !== null) return { type: 'crossing', sensor: serial_number, at, direction: 1 }
  const [space_id] = space_ids.length > 1 ? space_ids : []
  return { type: 'count', sensor: serial_number, at, count: 3, ...(space_id !== undefined && { space_id }) }
}

type ReadingSource = Pick<PlacedSensor, 'serial_number' | 'doorway_id' | 'space_ids'>

/** A server, and the token that opens it in commands. */
export interface CommandTarget {
  readonly origin: string
  readonly token: string
}

/** The command that sends a first reading of a sensor to a server, for a shell. */
export function readingCommand({ origin, token }: CommandTarget, sensor: ReadingSource, now: Date): string {
  const reading = JSON.stringify([readingOf(sensor, now.toISOString())])
  return [
    `curl -X POST ${origin}/api/readings \\`,
    `  -H 'Authorization: Bearer ${token}' \\`,
    "  -H 'Content-Type: application/json' \\",
    // A serial number may hold the quote that ends the text.
    `  -d '${reading.replaceAll("'", String.raw`'\''`)}'`,
  ].join('\n')
}

/** A small portfolio as `headcount apply` takes it. */
export const exampleDocument = `spaces:
  - id: spc_office
    name: Office
    space_type: building
    time_zone: ${browserZone}
    children:
      - id: spc_floor1
        name: First Floor
        space_type: floor
        children:
          - id: spc_juniper
            name: Juniper
            space_type: space
            function: meeting_room
            capacity: 8
            labels: [Bookable]
sensors:
  - serial_number: OA-1
    sensor_type: oa
    space_ids: [spc_juniper]
    heartbeat_seconds: 300
`

/** The commands that write a document to a file and apply it to a server, for a shell in a checkout. */
export function applyCommand({ origin, token }: CommandTarget): string {
  return [
    "cat > portfolio.yaml <<'END'",
    `${exampleDocument}END`,
    `npx headcount apply portfolio.yaml --url ${origin} --token ${token}`,
  ].join('\n')
}

/** The sensor of {@link exampleDocument}. */
export const exampleSensor: ReadingSource = {
  serial_number: 'OA-1',
  doorway_id: null,
  space_ids: ['spc_juniper'],
}
