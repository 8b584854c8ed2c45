import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chown, mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Psql } from './psql.ts'

/** Where distributions put the server's programs, a folder for each major version. */
const INSTALLED = '/usr/lib/postgresql'
const USER = 'bench'
/** `nobody`: PostgreSQL refuses to be run by root. */
const UNPRIVILEGED = 65_534
const START_MS = 30_000

/** Room for the table's index and for aggregation; the table itself is in the page cache. */
const settings = [
  'listen_addresses=',
  'shared_buffers=1GB',
  'effective_cache_size=4GB',
  'work_mem=256MB',
  'maintenance_work_mem=1GB',
  'max_wal_size=8GB',
]

/** A PostgreSQL server of its own, on a socket in its directory. */
export interface PostgresServer {
  readonly version: string
  connect(): Psql
  stop(): Promise<void>
}

/** The folder of the newest installed PostgreSQL's programs; `null` without one. */
export async function findPostgres(): Promise<string | null> {
  const versions = existsSync(INSTALLED) ? await readdir(INSTALLED) : []
  const folders = versions
    .filter((name) => /^\d+$/.test(name))
    .toSorted((a, b) => Number(b) - Number(a))
    .map((version) => join(INSTALLED, version, 'bin'))
  return (
    folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'psql'))) ?? null
  )
}

/** Starts a server in an empty directory. Rejects with the reason where it cannot. */
export async function startPostgres(programs: string, directory: string): Promise<PostgresServer> {
  const asRoot = process.getuid?.() === 0
  const identity = asRoot ? { uid: UNPRIVILEGED, gid: UNPRIVILEGED } : {}
  await rm(directory, { recursive: true, force: true })
  await mkdir(directory, { mode: 0o755 })
  if (asRoot) await chown(directory, UNPRIVILEGED, UNPRIVILEGED)
  const data = join(directory, 'data')
  const initialise = ['-D', data, '-U', USER, '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync']
  await promisify(execFile)(join(programs, 'initdb'), initialise, { ...identity, cwd: directory })
  const options = ['-D', data, '-k', directory, ...settings.flatMap((setting) => ['-c', setting])]
  const server = spawn(join(programs, 'postgres'), options, { ...identity, cwd: directory, stdio: 'ignore' })
  const ended = once(server, 'exit')
  try {
    await untilReady(programs, directory, ended)
  } catch (error) {
    server.kill('SIGQUIT')
    throw error
  }
  const { stdout } = await promisify(execFile)(join(programs, 'postgres'), ['--version'])
  return {
    version: /\d+(\.\d+)?/.exec(stdout)?.[0] ?? '',
    connect: () => new Psql(join(programs, 'psql'), directory, USER),
    async stop() {
      server.kill('SIGINT')
      await ended
    },
  }
}

async function untilReady(programs: string, directory: string, ended: Promise<unknown>): Promise<void> {
  const latest = performance.now() + START_MS
  let hasEnded = false
  ended.then(
    () => {
      hasEnded = true
    },
    () => undefined,
  )
  for (;;) {
    const asked = promisify(execFile)(join(programs, 'pg_isready'), ['-q', '-h', directory])
    if (
      await asked.then(
        () => true,
        () => false,
      )
    )
      return
    if (hasEnded || performance.now() > latest) throw new Error('the server did not start')
    await delay(100)
  }
}
