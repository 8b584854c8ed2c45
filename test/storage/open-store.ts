import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqliteStore } from '../../src/storage/sqlite/sqlite-store.ts'
import type { Store } from '../../src/storage/store.ts'

/** A new directory for a test to keep a store in. */
export function temporaryDirectory(): string {
  return mkdtempSync(join(tmpdir(), 'headcount-'))
}

/** An empty store on disk that is deleted when it is closed. */
export async function openTemporarySqliteStore(): Promise<Store> {
  const directory = temporaryDirectory()
  const store = await openSqliteStore({ directory })
  const close = store.close.bind(store)
  store.close = async () => {
    await close()
    rmSync(directory, { recursive: true })
  }
  return store
}
