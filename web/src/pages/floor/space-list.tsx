import type { Space } from '../../../../src/client/native-wire.ts'
import { formatCount, formatPercent } from '../../format/numbers.ts'
import { formatMoment } from '../../format/times.ts'
import { StateWord } from '../../parts/state-mark.tsx'
import { type Column, Table } from '../../parts/table.tsx'
import { useEverySecond } from '../../state/every-second.ts'
import { liveOf } from '../../state/live.ts'
import { knownCount, type SpaceState, spaceStateOf, spaceStates } from '../../state/space-state.ts'
import { texts } from '../../texts/texts.ts'
import type { FloorViewProps } from './plan-view.tsx'

interface Row {
  readonly space: Space
  readonly count: number | null
  readonly share: number | null
  readonly state: SpaceState
  readonly changedAt: string | null
}

const { columns: titles } = texts.floor

const columns: readonly Column<Row>[] = [
  {
    key: 'name',
    title: titles.name,
    cell: ({ space }) => <a href={`/spaces/${space.id}`}>{space.name}</a>,
    sortBy: ({ space }) => space.name,
  },
  {
    key: 'state',
    title: titles.state,
    cell: ({ state }) => <StateWord state={state} />,
    sortBy: ({ state }) => spaceStates.indexOf(state),
  },
  {
    key: 'count',
    title: titles.count,
    numeric: true,
    cell: ({ count }) => formatCount(count),
    sortBy: ({ count }) => count,
  },
  {
    key: 'capacity',
    title: titles.capacity,
    numeric: true,
    cell: ({ space }) => formatCount(space.capacity),
    sortBy: ({ space }) => space.capacity,
  },
  {
    key: 'share',
    title: titles.share,
    numeric: true,
    cell: ({ share }) => formatPercent(share),
    sortBy: ({ share }) => share,
  },
  {
    key: 'function',
    title: titles.function,
    cell: ({ space }) => purposeOf(space),
    sortBy: (row) => purposeOf(row.space),
  },
  {
    key: 'changed',
    title: titles.changed,
    cell: ({ space, changedAt }) => formatMoment(changedAt, space.time_zone),
    sortBy: ({ changedAt }) => changedAt,
  },
]

/** A floor as a list: for narrow screens, and for those who listen to it. */
export function SpaceList({ floor, spaces }: Pick<FloorViewProps, 'floor' | 'spaces'>) {
  const rows = useEverySecond(floor.id, () => spaces.map(rowOf))
  return (
    <Table
      caption={texts.floor.tiles(floor.name)}
      columns={columns}
      rows={rows}
      rowKey={({ space }) => space.id}
      initialSort="name"
    />
  )
}

function rowOf(space: Space): Row {
  const live = liveOf(space.id).value
  const count = knownCount(live)
  return {
    space,
    count,
    share: count === null || !space.capacity ? null : count / space.capacity,
    state: spaceStateOf(live, space.capacity),
    changedAt: live?.timestamp ?? null,
  }
}

function purposeOf({ function: purpose }: Space): string {
  return purpose === null ? '' : (texts.functions[purpose] ?? purpose)
}
