import { setImmediate as nextTurn } from 'node:timers/promises'
import type { OrganizationKey } from '../../domain/portfolio/space.ts'
import { carryOver } from '../../domain/reading/carry.ts'
import type { Day } from '../../domain/time/day.ts'
import type { EpochMs } from '../../domain/time/interval.ts'
import { dropRows } from './log-retention.ts'
import type { OpenDay } from './open-day.ts'
import { encodePack } from './pack.ts'
import { encodePackCarry, ownCarry } from './pack-carry.ts'
import type { PackReader } from './pack-reader.ts'
import type { LogHead, ReadingTables } from './reading-tables.ts'
import type { SubjectDays } from './subject-days.ts'

interface DayToPack {
  readonly subject: SubjectDays
  readonly day: Day
}

/** What a checkpoint covers, and how it goes about it. */
export interface CheckpointPlan {
  /** The last log row that it covers. */
  readonly position: number
  /** How long one transaction may take, and so hold up appends. */
  readonly stepMs: number
  /** The last position of each organization, and the time: how long rows are kept goes by them. */
  readonly heads: () => Iterable<LogHead>
  readonly now: () => EpochMs
  /** Rows of an organization after its position here are kept in any case. */
  readonly lookedAt: ReadonlyMap<OrganizationKey, number>
  /** Whether to break off, with nothing lost. */
  readonly isCancelled: () => boolean
}

/**
 * Packs the days of some subjects that are open now, then drops the log rows up to the position of the plan that
 * are kept no longer, in short transactions with turns of the event loop in between.
 */
export async function packDays(
  tables: ReadingTables,
  packs: PackReader,
  subjects: readonly SubjectDays[],
  { position, stepMs, isCancelled, heads, now, lookedAt }: CheckpointPlan,
): Promise<void> {
  const days = subjects.flatMap((subject) => subject.open.map(({ day }) => ({ subject, day })))
  for (let next = 0; next < days.length; ) {
    next = packSome(tables, packs, days, next, stepMs)
    await nextTurn()
    if (isCancelled()) return
  }
  // Only now: until then a crash must find the rows, since some of their readings may not be packed yet.
  if (tables.state()?.packed !== position) tables.atomically(() => tables.setPacked(position))
  for (const _ of dropRows(tables, { heads: heads(), position, lookedAt, now: now(), stepMs })) {
    await nextTurn()
    if (isCancelled()) return
  }
}

/** Packs days from index `start` on, in one transaction, and returns the index to go on with. */
function packSome(
  tables: ReadingTables,
  packs: PackReader,
  days: readonly DayToPack[],
  start: number,
  stepMs: number,
): number {
  const packed: { readonly subject: SubjectDays; readonly open: OpenDay }[] = []
  let next = start
  tables.atomically(() => {
    const end = performance.now() + stepMs
    do {
      const toPack = days[next++]
      const open = toPack?.subject.open.find(({ day }) => day === toPack.day)
      if (toPack === undefined || open === undefined) continue
      toPack.subject.settle(null)
      packDay(tables, packs, toPack.subject, open)
      packed.push({ subject: toPack.subject, open })
    } while (next < days.length && performance.now() < end)
  })
  for (const { subject, open } of packed) {
    packs.forget(subject.subject, open.day)
    subject.release(open)
  }
  return next
}

function packDay(tables: ReadingTables, packs: PackReader, { subject }: SubjectDays, open: OpenDay): void {
  const { day, added, after } = open
  const own = open.continues ? packs.expectHead(subject, day).own : null
  if (own !== null && added.length === 0) {
    tables.putCarry(subject, day, encodePackCarry(subject, day, { after, own }))
    return
  }
  const readings = open.continues ? [...packs.expect(subject, day), ...added] : added
  tables.putPack({
    subject,
    day,
    readings: readings.length,
    carry: encodePackCarry(subject, day, {
      after,
      own: own === null ? ownCarry(added) : carryOver(own, added),
    }),
    body: encodePack(subject, day, readings),
  })
  tables.addTotals(subject, open.packed === 0 ? 1 : 0, readings.length - open.packed)
}
