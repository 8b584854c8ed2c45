import type { RestatedFigures } from '../../../../src/client/native-wire.ts'
import { formatAverage, formatCount } from '../../format/numbers.ts'
import { formatDate, formatZonedMoment } from '../../format/times.ts'
import { type Column, Table } from '../../parts/table.tsx'
import { useAnswer } from '../../state/answer.ts'
import { commonZone } from '../../state/common-zone.ts'
import { placeName } from '../../state/place-names.ts'
import { texts } from '../../texts/texts.ts'
import { askFiguresNow, daysKey, type FiguresNow } from './restated-figures.ts'

const words = texts.changes

interface Row extends RestatedFigures {
  readonly key: string
}

/** Changes, a row each, with what their days say now. */
export function ChangesTable({ changes }: { changes: readonly RestatedFigures[] }) {
  const figures = useAnswer(`figures ${changes[0]?.seq} ${changes.length}`, (signal) =>
    askFiguresNow(changes, signal),
  )
  return (
    <Table
      caption={words.title}
      rows={changes.map((change, index): Row => ({ ...change, key: String(index) }))}
      rowKey={({ key }) => key}
      columns={columnsOf(figures.value ?? new Map(), figures.state === 'loading')}
    />
  )
}

function columnsOf(figures: ReadonlyMap<string, FiguresNow>, isLoading: boolean): readonly Column<Row>[] {
  const { columns, definitions } = words
  const figure = (row: Row, format: (known: FiguresNow) => string) => {
    const known = figures.get(daysKey(row))
    return known === undefined && isLoading ? texts.common.loading : format(known ?? nothing)
  }
  return [
    { key: 'what', title: columns.what, cell: (row) => <What {...row} /> },
    { key: 'why', title: columns.why, cell: (row) => <Why {...row} /> },
    {
      key: 'average',
      title: columns.average,
      definition: definitions.average,
      numeric: true,
      cell: (row) => figure(row, ({ average }) => formatAverage(average)),
    },
    {
      key: 'peak',
      title: columns.peak,
      definition: definitions.peak,
      numeric: true,
      cell: (row) => figure(row, ({ peak }) => formatCount(peak)),
    },
  ]
}

function What({ space_id, from, to }: RestatedFigures) {
  return (
    <>
      <a href={`/spaces/${space_id}?day=${from}`}>{placeName(space_id)}</a>
      <div class="changes-days">
        <span>{formatDate(from)}</span>
        {from !== to && <span> {words.upTo(formatDate(to))}</span>}
      </div>
    </>
  )
}

function Why({ cause, actor, at }: RestatedFigures) {
  const moment = formatZonedMoment(at, commonZone.value)
  return (
    <>
      {words.causes[cause]}
      <div class="muted" title={actor?.id}>
        {words.by(actor?.name ?? words.somebody, moment)}
      </div>
    </>
  )
}

const nothing: FiguresNow = { average: null, peak: null }
