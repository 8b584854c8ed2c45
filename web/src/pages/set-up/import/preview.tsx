import { useMemo } from 'preact/hooks'
import type { ReadRow } from '../../../../../src/client/csv/file-record.ts'
import type { Reading } from '../../../../../src/client/reading-wire.ts'
import { formatCount } from '../../../format/numbers.ts'
import { formatExactMoment } from '../../../format/times.ts'
import { type Column, Table } from '../../../parts/table.tsx'
import { texts } from '../../../texts/texts.ts'
import type { CsvFile } from './csv-file.ts'
import { type KnownSources, sensorOf } from './known-sources.ts'
import type { Mapping } from './mapping.ts'
import { previewRows } from './run-import.ts'

interface PreviewProps {
  file: CsvFile
  mapping: Mapping
  known: KnownSources
}

/** The first rows as readings, or what is wrong with each. */
export function Preview({ file, mapping, known }: PreviewProps) {
  const words = texts.setUp.importing
  const rows = useMemo(() => previewRows(file.rows, file.names.length, mapping), [file, mapping])
  return (
    <section class="import-preview" aria-label={words.previewTitle}>
      <h3>{words.previewTitle}</h3>
      <p class="field-hint">{words.previewLead(mapping.zone)}</p>
      <Table
        caption={words.previewCaption}
        rows={rows}
        rowKey={({ record }) => String(record.line)}
        columns={columnsOf(mapping, known)}
      />
    </section>
  )
}

function columnsOf({ zone }: Mapping, known: KnownSources): readonly Column<ReadRow>[] {
  const { preview } = texts.setUp.importing
  return [
    { key: 'line', title: preview.line, numeric: true, cell: ({ record }) => formatCount(record.line) },
    {
      key: 'at',
      title: preview.at,
      cell: (row) => {
        const [reading] = readingsOf(row)
        return reading === undefined ? '' : formatExactMoment(reading.at, zone)
      },
    },
    { key: 'whose', title: preview.whose, cell: (row) => sourceOf(row, known) },
    { key: 'says', title: preview.says, cell: (row) => <Says row={row} known={known} /> },
  ]
}

function Says({ row, known }: { row: ReadRow; known: KnownSources }) {
  const { preview, unknownSensor } = texts.setUp.importing
  const readings = readingsOf(row)
  const [first] = readings
  if (row.problem !== null) return <span class="import-problem">{row.problem.message}</span>
  if (first === undefined) return <span class="muted">{preview.nothing}</span>
  const serial = 'sensor' in first ? first.sensor : undefined
  if (serial !== undefined && known.sensors !== null && sensorOf(known, serial) === undefined) {
    return <span class="import-problem">{unknownSensor(serial)}</span>
  }
  return <>{readings.map(inWords).join(', ')}</>
}

function inWords(reading: Reading): string {
  const words = texts.setUp.importing
  switch (reading.type) {
    case 'count': {
      const people = words.people(formatCount(reading.count))
      return reading.capped === true ? `${people}, ${words.cappedMark}` : people
    }
    case 'crossing': {
      const people = formatCount(reading.n ?? 1)
      return reading.direction === 1 ? words.in(people) : words.out(people)
    }
    default:
      return words.alive
  }
}

function sourceOf(row: ReadRow, known: KnownSources): string {
  const [reading] = readingsOf(row)
  if (reading === undefined) return ''
  if ('sensor' in reading && reading.sensor !== undefined) return reading.sensor
  const doorway = 'doorway_id' in reading ? reading.doorway_id : undefined
  return known.doorways.find(({ id }) => id === doorway)?.name ?? doorway ?? ''
}

/** What a row reader makes is what `POST /api/readings` takes. */
function readingsOf({ readings }: ReadRow): readonly Reading[] {
  return readings as readonly Reading[]
}
