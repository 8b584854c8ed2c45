import { expect, test } from 'vitest'
import type { LogRow } from '../../src/storage/log-row.ts'
import { LogTail } from '../../src/storage/log-tail.ts'

const row = (seq: number): LogRow => ({
  kind: 'set-up',
  organization: 1,
  actor: null,
  seq,
  epoch: 1,
  at: seq,
})

/** A log that keeps everything it is given, with a tail. */
class Log {
  readonly tail = new LogTail()
  readonly rows: LogRow[] = []

  add(...positions: readonly number[]): void {
    const rows = positions.map(row)
    this.rows.push(...rows)
    this.tail.push(rows)
  }

  rowsAfter(_organization: number, after: number, limit: number): readonly LogRow[] {
    return this.rows.filter(({ seq }) => seq > after).slice(0, limit)
  }

  /** Follows until a position has come; resolves to all that came. */
  async followTo(last: number, after = 0, each: (seq: number) => void = () => {}): Promise<number[]> {
    const stop = new AbortController()
    const seen: number[] = []
    for await (const { seq } of this.tail.follow(this, 1, after, stop.signal)) {
      seen.push(seq)
      each(seq)
      if (seq === last) stop.abort()
    }
    return seen
  }
}

/** Lets everything that waits for nothing but its turn go on. */
const turn = () => new Promise((resolve) => setImmediate(resolve))

test('positions that are missing hold up nobody, neither who follows closely nor who comes later', async () => {
  const log = new Log()
  const close = log.followTo(12)
  await turn()
  log.add(1, 2)
  await turn()
  log.add(5)
  await turn()
  log.add(6, 9)
  log.add(12)

  expect(await close).toEqual([1, 2, 5, 6, 9, 12])
  expect(await log.followTo(12)).toEqual([1, 2, 5, 6, 9, 12])
  expect(await log.followTo(12, 3)).toEqual([5, 6, 9, 12])
})

test('rows that came while nobody followed are not left out for those who follow again', async () => {
  const log = new Log()
  const first = log.followTo(2)
  await turn()
  log.add(1, 2)
  expect(await first).toEqual([1, 2])
  log.add(3, 4)

  const second = log.followTo(6, 2)
  await turn()
  log.add(5, 6)

  expect(await second).toEqual([3, 4, 5, 6])
  expect(await log.followTo(6, 1)).toEqual([2, 3, 4, 5, 6])
})

test('rows that come while earlier ones are looked at come after them, each once', async () => {
  const log = new Log()
  log.add(1)
  const all = log.followTo(5, 0, (seq) => {
    if (seq < 5) log.add(seq + 1)
  })

  expect(await all).toEqual([1, 2, 3, 4, 5])
})

test('whoever begins beyond the end waits for what is after that', async () => {
  const log = new Log()
  const ahead = log.followTo(7, 5)
  await turn()
  log.add(4)
  log.add(7)

  expect(await ahead).toEqual([7])
})
