import type { Database, Statement } from 'better-sqlite3'
import type { RollupTable } from '../../domain/occupancy/rollup-table.ts'
import type { SpaceKey } from '../../domain/portfolio/space.ts'
import type { DayRange } from '../../domain/time/day.ts'
import type { DayRanges } from '../../domain/time/day-ranges.ts'
import type { RollupStore, SlotDay, SlotQuery } from '../rollup-store.ts'
import { daysOfBlock } from './block-days.ts'
import { foldBlocks, tablesOf } from './block-fold.ts'
import { BlockReader } from './block-reader.ts'
import { type Month, monthOf, monthsTouched } from './month.ts'
import { MonthDraft } from './month-draft.ts'
import { splitQuery } from './query-split.ts'
import { refusing } from './refusal.ts'
import { toRequest } from './rollup-message.ts'
import type { RollupWorkers } from './rollup-workers.ts'
import { countMonths, RunMonths } from './run-months.ts'
import { unguarded } from './write-guard.ts'

/** Below this many blocks a query is over before a thread would have woken up: about a millisecond. */
const INLINE_BLOCKS = 64

/** Rollups as month blocks in SQLite. */
export class SqliteRollupStore implements RollupStore {
  readonly #workers: RollupWorkers
  readonly #inlineBlocks: number
  readonly #reader: BlockReader
  readonly #putBlock: Statement
  readonly #dropBlock: Statement
  readonly #dropBlocks: Statement
  readonly #selectStale: Statement
  readonly #putStale: Statement
  readonly #dropStale: Statement
  readonly #write: (space: SpaceKey, days: readonly SlotDay[], stale: DayRanges) => void
  readonly #mark: (stale: ReadonlyMap<SpaceKey, DayRanges>) => void
  readonly #remove: (spaces: readonly SpaceKey[]) => void

  /** Queries that meet more than `inlineBlocks` months of spaces go to `workers`. */
  constructor(db: Database, workers: RollupWorkers, inlineBlocks: number = INLINE_BLOCKS) {
    this.#workers = workers
    this.#inlineBlocks = inlineBlocks
    this.#reader = new BlockReader(db)
    this.#putBlock = db.prepare(
      'insert into blocks (space, month, body) values (?, ?, ?) on conflict do update set body = excluded.body',
    )
    this.#dropBlock = db.prepare('delete from blocks where space = ? and month = ?')
    this.#dropBlocks = db.prepare('delete from blocks where space = ?')
    this.#selectStale = db
      .prepare('select space, from_day, until_day from stale_days order by space, from_day')
      .raw()
    this.#putStale = db.prepare('insert into stale_days (space, from_day, until_day) values (?, ?, ?)')
    this.#dropStale = db.prepare('delete from stale_days where space = ?')
    this.#write = db.transaction((space, days, stale) => {
      for (const [month, slots] of groupByMonth(days)) this.#writeMonth(space, month, slots)
      this.#replaceStale(space, stale)
    }).immediate
    this.#mark = db.transaction((stale: ReadonlyMap<SpaceKey, DayRanges>) => {
      for (const [space, ranges] of stale) this.#replaceStale(space, ranges)
    }).immediate
    this.#remove = db.transaction((spaces: readonly SpaceKey[]) => {
      for (const space of spaces) {
        this.#dropBlocks.run(space)
        this.#dropStale.run(space)
      }
    }).immediate
  }

  async foldSlots(query: SlotQuery): Promise<readonly RollupTable[]> {
    const months = new RunMonths()
    const sizes = query.spaces.map(({ runs }) => countMonths(months.of(runs)))
    const total = sizes.reduce((sum, size) => sum + size, 0)
    if (total <= this.#inlineBlocks) return tablesOf(foldBlocks(this.#reader, query), query)
    const parts = splitQuery(query, sizes, Math.ceil(total / this.#workers.parts))
    const folds = parts.map(async (part) => tablesOf(await this.#workers.fold(toRequest(part)), part))
    return (await Promise.all(folds)).flat()
  }

  async readDays(space: SpaceKey, days: DayRange): Promise<readonly SlotDay[]> {
    const months = monthsTouched(days)
    if (months === null) return []
    return [...this.#reader.readAll(space, months)].flatMap((block) => daysOfBlock(block, days))
  }

  async writeDays(space: SpaceKey, days: readonly SlotDay[], stale: DayRanges): Promise<void> {
    this.#write(space, days, stale)
  }

  async staleDays(): Promise<ReadonlyMap<SpaceKey, DayRanges>> {
    const stale = new Map<SpaceKey, DayRange[]>()
    for (const [space, from, until] of this.#selectStale.all() as StaleRow[]) {
      const ranges = stale.get(space) ?? []
      ranges.push({ from, until: until ?? Number.POSITIVE_INFINITY })
      stale.set(space, ranges)
    }
    return stale
  }

  async markStale(stale: ReadonlyMap<SpaceKey, DayRanges>): Promise<void> {
    refusing(unguarded, () => this.#mark(stale))
  }

  async remove(spaces: readonly SpaceKey[]): Promise<void> {
    this.#remove(spaces)
  }

  #writeMonth(space: SpaceKey, month: Month, days: readonly SlotDay[]): void {
    const draft = new MonthDraft({ space, month }, this.#reader.read(space, month))
    for (const day of days) draft.set(day)
    const body = draft.encode()
    if (body === null) this.#dropBlock.run(space, month)
    else this.#putBlock.run(space, month, body)
  }

  #replaceStale(space: SpaceKey, ranges: DayRanges): void {
    this.#dropStale.run(space)
    for (const { from, until } of ranges)
      this.#putStale.run(space, from, until === Number.POSITIVE_INFINITY ? null : until)
  }
}

type StaleRow = readonly [space: SpaceKey, from: number, until: number | null]

function groupByMonth(days: readonly SlotDay[]): ReadonlyMap<Month, readonly SlotDay[]> {
  const months = new Map<Month, SlotDay[]>()
  for (const day of days) {
    const month = monthOf(day.day)
    const group = months.get(month)
    if (group === undefined) months.set(month, [day])
    else group.push(day)
  }
  return months
}
