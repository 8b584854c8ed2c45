import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAnalytics } from '../../src/analytics/analytics.ts'
import type { Analytics } from '../../src/analytics/occupancy-query.ts'
import type { Portfolio } from '../../src/domain/portfolio/portfolio.ts'
import type { EpochMs } from '../../src/domain/time/interval.ts'
import { Histories } from '../../src/history/histories.ts'
import { openMemoryStore } from '../../src/storage/memory/memory-store.ts'
import type { RollupStore } from '../../src/storage/rollup-store.ts'
import { DATABASE_FILE, openSqliteStore } from '../../src/storage/sqlite/sqlite-store.ts'
import type { Store } from '../../src/storage/store.ts'

/** Engines that histories are tested on. */
export const engines = ['memory', 'sqlite'] as const
export type Engine = (typeof engines)[number]

/** What an installation is opened with, and what can be changed about it while it is open. */
export interface InstallationOptions {
  readonly engine: Engine
  portfolio: Portfolio
  /** What its clock shows. */
  now: EpochMs
  /** Puts something between histories and the stored rollups. */
  readonly around?: (rollups: RollupStore) => RollupStore
}

interface Opened {
  readonly store: Store
  readonly histories: Histories
  readonly analytics: Analytics
}

/** A store with histories and analytics on it, which can be closed, or cut off, and opened again. */
export class Installation {
  readonly options: InstallationOptions
  readonly #root: string
  #directory: string
  #generation = 0
  #opened: Opened

  private constructor(options: InstallationOptions, root: string, directory: string, opened: Opened) {
    this.options = options
    this.#root = root
    this.#directory = directory
    this.#opened = opened
  }

  static async open(options: InstallationOptions): Promise<Installation> {
    const root = mkdtempSync(join(tmpdir(), 'headcount-'))
    const directory = join(root, 'data')
    return new Installation(options, root, directory, await openIn(options, directory))
  }

  get store(): Store {
    return this.#opened.store
  }

  get histories(): Histories {
    return this.#opened.histories
  }

  get analytics(): Analytics {
    return this.#opened.analytics
  }

  /** Closes in good order and opens again. What is kept in memory only stays open. */
  async reopen(): Promise<void> {
    if (this.options.engine === 'memory') return
    await this.#opened.store.close()
    this.#opened = await openIn(this.options, this.#directory)
  }

  /** Another installation that finds what this one's process would leave behind if it ended now. */
  async cutOff(): Promise<Installation> {
    this.#generation++
    const directory = join(this.#directory, `copy-${this.#generation}`)
    copyDatabase(this.#directory, directory)
    return new Installation(this.options, directory, directory, await openIn(this.options, directory))
  }

  /** A copy of the files as they are now, to be opened later with {@link openCopy}. */
  copy(): string {
    this.#generation++
    const directory = join(this.#directory, `copy-${this.#generation}`)
    copyDatabase(this.#directory, directory)
    return directory
  }

  async openCopy(directory: string): Promise<Installation> {
    return new Installation(this.options, directory, directory, await openIn(this.options, directory))
  }

  async close(): Promise<void> {
    await this.#opened.store.close()
    rmSync(this.#root, { recursive: true })
  }
}

/** Opens an installation for as long as `use` takes. */
export async function withInstallation<T>(
  options: InstallationOptions,
  use: (installation: Installation) => Promise<T>,
): Promise<T> {
  const installation = await Installation.open(options)
  try {
    return await use(installation)
  } finally {
    await installation.close()
  }
}

async function openIn(options: InstallationOptions, directory: string): Promise<Opened> {
  const store = options.engine === 'memory' ? openMemoryStore() : await openSqliteStore({ directory })
  const rollups = options.around?.(store.rollups) ?? store.rollups
  const log = store.readings
  const histories = await Histories.load({ log, rollups, clock: () => options.now })
  histories.adopt(options.portfolio)
  histories.start()
  return { store, histories, analytics: createAnalytics({ log, rollups, histories }) }
}

function copyDatabase(from: string, to: string): void {
  mkdirSync(to, { recursive: true, mode: 0o700 })
  for (const file of [DATABASE_FILE, `${DATABASE_FILE}-wal`]) {
    if (existsSync(join(from, file))) copyFileSync(join(from, file), join(to, file))
  }
}
