import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MemoryRollupStore } from '../../src/storage/memory/memory-rollup-store.ts'
import { openDatabase } from '../../src/storage/sqlite/database.ts'
import { RollupWorkers } from '../../src/storage/sqlite/rollup-workers.ts'
import { SqliteRollupStore } from '../../src/storage/sqlite/sqlite-rollup-store.ts'
import { describeRollupStore, type OpenRollupStore } from './rollup-store.contract.ts'

describeRollupStore('memory', async () => ({ store: new MemoryRollupStore(), close: async () => {} }))
describeRollupStore('sqlite', () => openSqlite(Number.POSITIVE_INFINITY))
describeRollupStore('sqlite with every query in a thread', () => openSqlite(0))

async function openSqlite(inlineBlocks: number): Promise<OpenRollupStore> {
  const directory = mkdtempSync(join(tmpdir(), 'headcount-rollups-'))
  const file = join(directory, 'headcount.db')
  const db = openDatabase(file)
  const workers = new RollupWorkers({ file, threads: 2, script: null })
  return {
    store: new SqliteRollupStore(db, workers, inlineBlocks),
    close: async () => {
      await workers.close()
      db.close()
      rmSync(directory, { recursive: true })
    },
  }
}
