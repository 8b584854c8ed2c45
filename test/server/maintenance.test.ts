import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sensorSubject } from '../../src/domain/portfolio/subject.ts'
import { NO_SEQ, NO_SPACE, type Reading, ReadingKind } from '../../src/domain/reading/reading.ts'
import { Histories } from '../../src/history/histories.ts'
import { Maintenance } from '../../src/server/maintenance.ts'
import { openSqliteStore } from '../../src/storage/sqlite/sqlite-store.ts'
import type { Store } from '../../src/storage/store.ts'

const DAY_MS = 86_400_000

let data: string
let store: Store
let histories: Histories
let logged: string

beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'headcount-maintenance-'))
  store = await openSqliteStore({ directory: data })
  histories = await Histories.load({ log: store.readings, rollups: store.rollups, clock: Date.now })
  histories.start()
  logged = ''
})
afterEach(async () => {
  await store.close()
  rmSync(data, { recursive: true, force: true })
})

function maintenanceOver(steps: ConstructorParameters<typeof Maintenance>[0]['histories']): Maintenance {
  const logger = pino({ level: 'error' }, { write: (line) => (logged += line) })
  return new Maintenance({ histories: steps, log: store.readings, logger })
}

async function appendOne(): Promise<void> {
  const reading: Reading = {
    subject: sensorSubject(1),
    kind: ReadingKind.heartbeat,
    space: NO_SPACE,
    at: Date.now() - DAY_MS,
    seq: NO_SEQ,
    value: 0,
    capped: false,
  }
  await store.readings.append(1, [{ reading, replace: false }])
}

describe('maintenance', () => {
  test('ends with a checkpoint of what waits for one', async () => {
    const maintenance = maintenanceOver(histories)
    maintenance.start()
    await appendOne()
    expect(store.readings.pending()).toBe(1)

    await maintenance.stop()

    expect(store.readings.pending()).toBe(0)
    expect(await store.readings.count(sensorSubject(1))).toBe(1)
  })

  test('logs a step that fails, and still stops', async () => {
    const maintenance = maintenanceOver({
      derive: (settledOnly) => histories.derive(settledOnly),
      stop: () => histories.stop(),
      checkpoint: () => Promise.reject(new Error('the disk is full')),
    })
    maintenance.start()
    await appendOne()

    await maintenance.stop()

    expect(logged).toContain('checkpoint failed')
    expect(logged).toContain('the disk is full')
    expect(store.readings.pending()).toBe(1)
  })
})
