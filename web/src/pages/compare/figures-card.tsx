import { Download } from 'lucide'
import { useMemo } from 'preact/hooks'
import { downloadCsv, downloadXlsx } from '../../charts/downloads.ts'
import { Card } from '../../parts/card.tsx'
import { Menu, MenuItem } from '../../parts/menu.tsx'
import { pageOf } from '../../parts/page-of.ts'
import { Pager } from '../../parts/pager.tsx'
import { sortRows, Table } from '../../parts/table.tsx'
import { texts } from '../../texts/texts.ts'
import { type ColumnContext, columnsOf, meaningsOf } from './columns.tsx'
import { daysTable, figuresTable } from './csv.ts'
import { namedApart } from './named-apart.ts'
import type { CompareRow } from './rows.ts'
import type { View } from './view.ts'

const PAGE_SIZE = 50

interface FiguresCardProps {
  rows: readonly CompareRow[]
  view: Pick<View, 'sort' | 'page' | 'grouping'>
  context: ColumnContext
  /** Whether the days are there. */
  hasDays: boolean
  /** What files say of the period and the hours. */
  about: string
  onChange: (changes: Readonly<Record<string, string | null>>) => void
}

/** Every figure of everything compared. */
export function FiguresCard({ rows, view, context, hasDays, about, onChange }: FiguresCardProps) {
  const words = texts.compare.table
  const columns = columnsOf(context)
  const sorted = useMemo(() => sortRows(rows, columns, view.sort), [rows, view.sort])
  const { page, rows: shown } = pageOf(sorted, PAGE_SIZE, view.page)
  return (
    <Card
      class="span-12"
      title={words.title}
      definition={words.definition}
      actions={hasDays && <DownloadMenu rows={sorted} context={context} about={about} />}
    >
      <div class="compare-table">
        <Table
          caption={words.caption}
          columns={columns}
          rows={shown}
          rowKey={({ id }) => id}
          sorted={{ by: view.sort, onSort: (sort) => onChange({ sort, page: null }) }}
        />
      </div>
      <Pager
        rows={rows.length}
        pageSize={PAGE_SIZE}
        page={page}
        onPage={(next) => onChange({ page: next === 1 ? null : String(next) })}
      />
      <Meanings view={view} isGrouped={context.isGrouped} />
    </Card>
  )
}

interface DownloadMenuProps {
  rows: readonly CompareRow[]
  context: ColumnContext
  about: string
}

function DownloadMenu({ rows, context, about }: DownloadMenuProps) {
  const words = texts.compare.table
  const figures = () => figuresTable(namedApart(rows), context)
  const days = () => daysTable(namedApart(rows), context)
  const file = 'headcount-compare'
  return (
    <Menu label={words.menu} icon={Download} showLabel>
      <MenuItem onPress={() => downloadCsv(figures(), file)}>{words.csv}</MenuItem>
      <MenuItem onPress={() => downloadXlsx(words.title, figures(), [about], file)}>{words.xlsx}</MenuItem>
      <MenuItem onPress={() => downloadCsv(days(), `${file}-days`)}>{words.dailyCsv}</MenuItem>
      <MenuItem onPress={() => downloadXlsx(words.dailyTitle, days(), [about], `${file}-days`)}>
        {words.dailyXlsx}
      </MenuItem>
    </Menu>
  )
}

function Meanings({ view, isGrouped }: { view: Pick<View, 'grouping'>; isGrouped: boolean }) {
  const { grouping } = view
  const { table, overlap, wholes } = texts.compare
  return (
    <details class="compare-meanings">
      <summary>{table.meanings}</summary>
      <dl>
        {meaningsOf(isGrouped).map(({ title, meaning }) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      {grouping === 'labels' && <p>{overlap}</p>}
      {(grouping === 'floors' || grouping === 'buildings') && <p>{wholes}</p>}
    </details>
  )
}
