import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MemoryReadingLog } from '../../src/storage/memory/memory-reading-log.ts'
import { openDatabase } from '../../src/storage/sqlite/database.ts'
import { SqliteReadingLog } from '../../src/storage/sqlite/sqlite-reading-log.ts'
import { describeReadingLog } from './reading-log.contract.ts'

describeReadingLog('memory', async () => ({ log: new MemoryReadingLog(), close: async () => {} }))

describeReadingLog('sqlite', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'headcount-'))
  const db = openDatabase(join(directory, 'headcount.db'))
  const log = new SqliteReadingLog(db)
  return {
    log,
    close: async () => {
      await log.close()
      db.close()
      rmSync(directory, { recursive: true })
    },
  }
})
