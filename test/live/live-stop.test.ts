import { expect, test } from 'vitest'
import { Live } from '../../src/live/live.ts'
import { openMemoryStore } from '../../src/storage/memory/memory-store.ts'
import type { ReadingLog } from '../../src/storage/reading-log.ts'
import { arrive, count } from '../storage/reading-samples.ts'
import { bareSensor, bareSpace, portfolioOf } from '../world.ts'

const NOON = Date.UTC(2024, 5, 12, 12)
const always = { from: -Infinity, until: Infinity }
const sensors = [1, 2].map((key) =>
  bareSensor({ key, type: 'oa', heartbeatMs: null, coverage: [{ space: 1, ...always }] }),
)
const portfolio = portfolioOf([bareSpace(1, null, 'space', { timeZone: 'UTC' })], sensors)

test('once live has stopped, nothing reads the store any more', async () => {
  const { readings } = openMemoryStore(() => NOON)
  let isHeld = false
  let reading = 0
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  const slowly =
    <A extends unknown[], T>(read: (...of: A) => Promise<T>) =>
    async (...of: A): Promise<T> => {
      reading++
      if (isHeld) await released
      return read(...of).finally(() => reading--)
    }
  const log: Pick<ReadingLog, 'read' | 'extent' | 'head' | 'onTouched' | 'position' | 'rowsAfter'> = {
    read: slowly((...of) => readings.read(...of)),
    head: slowly((...of) => readings.head(...of)),
    extent: (subject) => readings.extent(subject),
    onTouched: (listener) => readings.onTouched(listener),
    position: (organization) => readings.position(organization),
    rowsAfter: (...of) => readings.rowsAfter(...of),
  }
  const live = new Live({ log, clock: () => NOON, onError: () => undefined })
  live.adopt(portfolio)
  await live.start()
  isHeld = true
  await readings.append(1, arrive(count(4, NOON - 5, 1, 1), count(8, NOON - 5, 1, 1)))
  await expect.poll(() => reading).toBeGreaterThan(0)

  let isStopped = false
  const stopped = live.stop().then(() => {
    isStopped = true
  })
  await new Promise((resolve) => setImmediate(resolve))
  expect(isStopped).toBe(false)
  release()
  await stopped

  expect(reading).toBe(0)
  await readings.append(1, arrive(count(4, NOON - 4, 2, 1)))
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(reading).toBe(0)
})
