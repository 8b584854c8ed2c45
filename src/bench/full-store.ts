import { existsSync } from 'node:fs'
import { copyFile, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openOffline } from '../server/offline.ts'
import { DATABASE_FILE } from '../storage/sqlite/sqlite-store.ts'
import { benchPortfolio, spaceId } from './bench-portfolio.ts'
import { slotDays, slotsPerSpace, spaceYear } from './slot-year.ts'

/** A store of many spaces, each with a year of slots and no stale days. */
export interface FullStore {
  readonly directory: string
  /** The owner's secret. */
  readonly token: string
  readonly spaces: number
  readonly slots: number
  readonly sizeBytes: number
}

/** Creates an empty store with the portfolio of the benches; resolves to its owner's secret. */
export async function createStore(directory: string, spaces: number): Promise<string> {
  const offline = await openOffline(directory, { create: true })
  try {
    const author = { organization: offline.organization, actor: 'bench' }
    await offline.services.portfolios.applyAll(author, benchPortfolio(spaces))
    if (offline.ownerToken === null) throw new Error(`There is a store in ${directory} already.`)
    return offline.ownerToken
  } finally {
    await offline.close()
  }
}

/** Builds the full store under a directory, or takes the one that an earlier run left there. */
export async function openFullStore(
  parent: string,
  spaces: number,
  progress: (line: string) => void,
): Promise<FullStore> {
  const directory = join(parent, `store-${spaces}`)
  const tokenFile = join(directory, 'owner-token')
  if (!existsSync(tokenFile)) {
    await rm(directory, { recursive: true, force: true })
    await mkdir(directory, { recursive: true })
    const token = await createStore(directory, spaces)
    await fill(directory, spaces, progress)
    // Written last: a store without it was not finished.
    await writeFile(tokenFile, token, { mode: 0o600 })
  }
  return {
    directory,
    token: await readFile(tokenFile, 'utf8'),
    spaces,
    slots: spaces * slotsPerSpace,
    sizeBytes: (await stat(join(directory, DATABASE_FILE))).size,
  }
}

/** A copy of the full store, to be served or written to. */
export async function copyStore(full: FullStore, directory: string): Promise<FullStore> {
  await mkdir(directory, { recursive: true })
  await copyFile(join(full.directory, DATABASE_FILE), join(directory, DATABASE_FILE))
  return { ...full, directory }
}

async function fill(directory: string, spaces: number, progress: (line: string) => void): Promise<void> {
  const offline = await openOffline(directory)
  try {
    const portfolio = await offline.services.portfolios.current(offline.organization)
    for (let index = 0; index < spaces; index++) {
      const space = portfolio.spaceById(spaceId(index))
      if (space === null) throw new Error(`The store has no space ${spaceId(index)}.`)
      await offline.store.rollups.writeDays(space.key, slotDays(spaceYear(index)), [])
      if ((index + 1) % 100 === 0) progress(`full store: ${index + 1} of ${spaces} spaces`)
    }
  } finally {
    await offline.close()
  }
}
