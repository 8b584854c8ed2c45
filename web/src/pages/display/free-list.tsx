import type { DensitySpace } from '../../../../src/client/density-wire.ts'
import { formatCount } from '../../format/numbers.ts'
import { StateMark } from '../../parts/state-mark.tsx'
import { liveOf } from '../../state/live.ts'
import { texts } from '../../texts/texts.ts'
import { type FreeGroup, freeByFunction } from './free-rooms.ts'
import { onPage, pageAt, turn } from './paging.ts'
import { screenUnit, useSize } from './screen-size.ts'
import './free-list.css'

/** Least room for a function, in hundredths of the screen's shorter side. */
const ROW_UNITS = 14.4
const COLUMN_UNITS = 44

interface FreeListProps {
  spaces: readonly DensitySpace[]
  /** The time that the states are of, for people; `null` while they are live. */
  staleSince: string | null
}

/** Where there is a free room of which kind: as many kinds as fit, turning like everything else. */
export function FreeList({ spaces, staleSince }: FreeListProps) {
  const { findRoom, findRoomAt } = texts.display
  const [size, measure] = useSize()
  const groups = freeByFunction(spaces, (id) => liveOf(id).value)
  const columns = size === null ? 1 : Math.max(1, Math.floor(size.width / (COLUMN_UNITS * screenUnit())))
  const rows = size === null ? 1 : Math.max(1, Math.floor(size.height / (ROW_UNITS * screenUnit())))
  const pages = Math.ceil(groups.length / (rows * columns))
  const shown = onPage(groups, pageAt(turn.value, pages), rows * columns)
  return (
    <section class="free-list" aria-labelledby="free-list-title">
      <h2 id="free-list-title">{staleSince === null ? findRoom : findRoomAt(staleSince)}</h2>
      <ul
        ref={measure}
        style={{
          gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
          // A full list fills its place; a short one stays together.
          gridAutoRows: groups.length < rows * columns ? '13vmin' : 'minmax(0, 1fr)',
        }}
      >
        {size !== null && shown.map((group) => <FreeRow key={group.function ?? ''} group={group} />)}
      </ul>
    </section>
  )
}

function FreeRow({ group }: { group: FreeGroup }) {
  const { unnamedFunction, freeOf, noneFree } = texts.display
  const { free, total, spaces } = group
  const name = group.function === null ? unnamedFunction : texts.functions[group.function]
  return (
    <li class={free === 0 || free === null ? 'free-row free-row-none' : 'free-row'}>
      <p class="free-row-head">
        <span>{name ?? group.function}</span>
        <span class="free-row-count">
          {free !== null && free > 0 && <StateMark state="available" />}
          {freeOf(formatCount(free), formatCount(total))}
        </span>
      </p>
      <p class="free-row-names">{spaces.length === 0 ? noneFree : spaces.map((s) => s.name).join(', ')}</p>
    </li>
  )
}
