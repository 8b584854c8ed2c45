import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DATABASE_FILE } from '../storage/sqlite/sqlite-store.ts'
import { StoreUnusable } from '../storage/store-unusable.ts'

/** The file of the store in a data directory; throws `StoreUnusable` when there is none. */
export function requireStore(directory: string): string {
  const file = join(directory, DATABASE_FILE)
  if (!existsSync(file)) {
    throw new StoreUnusable(`There is no store in ${directory}. Name the data directory with --data.`)
  }
  return file
}
