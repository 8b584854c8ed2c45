import type { BoundColumns } from '../../../../../src/client/csv/bound-columns.ts'
import type { Speaker } from '../../../../../src/client/csv/row-reader.ts'

/** What the columns of a file mean, as it stands in the form. Columns are indexes from 0; `null` for none. */
export interface Mapping {
  readonly kind: 'count' | 'crossings'
  readonly time: number | null
  /** The time of day, where it has a column of its own. */
  readonly clock: number | null
  readonly count: number | null
  readonly capped: number | null
  readonly entrances: number | null
  readonly exits: number | null
  readonly whose: 'column' | 'sensor' | 'doorway'
  readonly sensorColumn: number | null
  /** Serial number. */
  readonly sensor: string
  /** Id. */
  readonly doorway: string
  /** Id; empty where the sensor covers only one. */
  readonly space: string
  readonly dayFirst: boolean
  /** IANA name of the zone of times without an offset. */
  readonly zone: string
}

/** What still has to be said before a file can be imported. */
type Missing = 'time' | 'count' | 'crossings' | 'sensor' | null

/** The first thing that is missing; `null` when the mapping is whole. */
export function missingIn(mapping: Mapping): Missing {
  const { kind, time, count, entrances, exits } = mapping
  if (time === null) return 'time'
  if (kind === 'count' && count === null) return 'count'
  if (kind === 'crossings' && entrances === null && exits === null) return 'crossings'
  const name = {
    column: mapping.sensorColumn !== null,
    sensor: mapping.sensor.trim() !== '',
    doorway: mapping.doorway !== '',
  }
  return name[mapping.whose] ? null : 'sensor'
}

/** A mapping in the words of the reader of rows, for rows of `width` fields. */
export function columnsOf(mapping: Mapping, width: number): BoundColumns {
  const isCount = mapping.kind === 'count'
  return {
    time: [mapping.time, mapping.clock].filter((column) => column !== null),
    sources: [
      {
        count: isCount ? mapping.count : null,
        entrances: isCount ? null : mapping.entrances,
        exits: isCount ? null : mapping.exits,
        capped: isCount ? mapping.capped : null,
        sensorColumn: mapping.whose === 'column' ? mapping.sensorColumn : null,
      },
    ],
    width,
  }
}

/** Whose readings the rows hold, as far as the rows do not say it themselves. */
export function speakerOf({ whose, sensor, doorway, space, kind }: Mapping): Speaker {
  if (whose === 'doorway') return { doorway_id: doorway }
  if (whose === 'column') return {}
  return { sensor: sensor.trim(), ...(kind === 'count' && space !== '' && { space_id: space }) }
}
