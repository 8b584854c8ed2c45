import {
  closeSync,
  cpSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { verifyStore } from '../../src/server/stored-copies.ts'
import type { DeadLetter } from '../../src/storage/dead-letter-store.ts'
import { openSqliteStore } from '../../src/storage/sqlite/sqlite-store.ts'
import type { Store } from '../../src/storage/store.ts'
import { temporaryDirectory } from './open-store.ts'
import { arrive, at, count } from './reading-samples.ts'

const BATCHES = 20

let directory: string
let running: string
let killed: string
let store: Store

beforeEach(async () => {
  directory = temporaryDirectory()
  running = join(directory, 'running')
  killed = join(directory, 'killed')
  store = await openSqliteStore({ directory: running })
  for (let batch = 0; batch < BATCHES; batch++) await append(store, batch)
  // What a killed process leaves: the files as they are now.
  cpSync(running, killed, { recursive: true })
})

afterEach(async () => {
  await store.close()
  rmSync(directory, { recursive: true })
})

function append({ readings }: Store, batch: number) {
  return readings.append(1, arrive(count(4, at(0, batch * 60_000), batch)))
}

function flipBit(file: string, position: number): void {
  const bytes = readFileSync(file)
  bytes[position] = (bytes[position] ?? 0) ^ 1
  writeFileSync(file, bytes)
}

/** The number under which this process has a file open. */
function openDescriptor(file: string): number {
  const open = readdirSync('/proc/self/fd').filter((name) => {
    try {
      return readlinkSync(`/proc/self/fd/${name}`) === file
    } catch {
      return false
    }
  })
  return Number(open[0])
}

const letter: DeadLetter = {
  at: 0,
  kind: 'message',
  mapping: 'auto',
  topic: '',
  device: '',
  reason: 'unknown',
  payload: '{}',
}

/** The rows that a start of the damaged directory says are missing. */
async function missingRows(): Promise<string> {
  const error = await openSqliteStore({ directory: killed }).catch((reason: unknown) => reason)
  expect(error).toMatchObject({ code: 'store_unusable' })
  return /--accept-loss (\d+-\d+)/.exec(String(error))?.[1] ?? `none in: ${error}`
}

describe('a store that ends before what was acknowledged', () => {
  const log = () => join(killed, 'headcount.db-wal')
  const damages: readonly (readonly [string, () => void])[] = [
    ['a flipped bit in the write-ahead log', () => flipBit(log(), statSync(log()).size >> 1)],
    ['a write-ahead log cut short', () => truncateSync(log(), statSync(log()).size >> 1)],
    ['a write-ahead log that is gone', () => rmSync(log())],
  ]

  test.each(damages)('is refused: %s', async (_, damage) => {
    damage()
    expect(await missingRows()).toMatch(new RegExp(`-${BATCHES}$`))
  })

  test('is left as it is, to be examined', async () => {
    flipBit(log(), statSync(log()).size >> 1)
    const before = readFileSync(log())

    await missingRows()

    expect(readFileSync(log()).equals(before)).toBe(true)
  })

  test('fails a check, which names the rows', async () => {
    truncateSync(log(), statSync(log()).size >> 1)
    const rows = await missingRows()

    expect(await verifyStore(killed)).toEqual([
      { where: `log rows ${rows}`, problem: 'acknowledged, and missing' },
    ])
  })

  test('opens once exactly the missing rows are given up, in an epoch of its own', async () => {
    truncateSync(log(), statSync(log()).size >> 1)
    const rows = await missingRows()
    await expect(openSqliteStore({ directory: killed, acceptLoss: '1-2' })).rejects.toThrow(rows)

    const opened = await openSqliteStore({ directory: killed, acceptLoss: rows })
    await append(opened, BATCHES)
    const [last] = (await opened.readings.rowsAfter(1, 0, 100)).slice(-1)
    await opened.close()

    expect(last?.epoch).toBe(2)
    expect(await verifyStore(killed)).toEqual([])
    const again = await openSqliteStore({ directory: killed })
    await again.close()
  })

  test('is not given up where nothing is missing', async () => {
    await expect(openSqliteStore({ directory: killed, acceptLoss: '1-2' })).rejects.toThrow('No acknowledged')
  })
})

describe('an empty database', () => {
  test.each([
    ['beside a write-ahead log with data', ['acknowledged']],
    ['beside a mark of acknowledged rows', ['headcount.db-wal', 'headcount.db-shm']],
  ])('%s is not a new store', async (_, gone) => {
    for (const name of gone) rmSync(join(killed, name))
    truncateSync(join(killed, 'headcount.db'))

    await expect(openSqliteStore({ directory: killed })).rejects.toThrow(/is empty or gone/)
    await expect(verifyStore(killed)).rejects.toMatchObject({ code: 'store_unusable' })
  })
})

describe('the mark of what was acknowledged', () => {
  test('that is torn leaves the one before it', async () => {
    const file = join(killed, 'acknowledged')
    const slots = readFileSync(file, 'latin1')
    const latest = slots.startsWith(`${BATCHES} `) ? 0 : 64
    flipBit(file, latest)

    const opened = await openSqliteStore({ directory: killed })

    expect(opened.readings.position(1)).toBe(BATCHES)
    await opened.close()
  })

  test('that cannot be read at all is not taken for none', async () => {
    writeFileSync(join(killed, 'acknowledged'), 'something else')

    await expect(openSqliteStore({ directory: killed })).rejects.toThrow(/not as it was written/)
  })

  test('that is not there, as in a store of an earlier version, is made', async () => {
    rmSync(join(killed, 'acknowledged'))
    const opened = await openSqliteStore({ directory: killed })
    await opened.close()

    expect(readFileSync(join(killed, 'acknowledged'), 'latin1')).toMatch(new RegExp(`^${BATCHES} `))
  })
})

/** Every kind of write that is acknowledged by itself, over a store. */
const writes: Readonly<Record<string, (store: Store) => Promise<unknown>>> = {
  readings: (store) => append(store, BATCHES),
  duplicates: (store) => append(store, BATCHES - 1),
  'removed readings': ({ readings }) => readings.remove(1, [4]),
  'a changed set-up': ({ portfolios }) => portfolios.write(1, {}, []),
  'an organization': ({ access }) => access.addOrganization({ key: 7, id: 'org_7', name: 'A', createdAt: 0 }),
  'a revoked token': ({ access }) => access.removeToken(1, 'tkn_1'),
  'an audit entry': ({ access }) => access.addAudit(1, []),
  'a revoked credential': ({ credentials }) => credentials.removeCredential(1, 'cli_1'),
  'a changed user': ({ users }) => users.change(1, () => null),
  'a changed plan': ({ plans }) => plans.change(1, 1, () => null),
  'a removed plan': ({ plans }) => plans.removeSpaces(1, [1]),
  'a dropped signing key': ({ signingKeys }) => signingKeys.removeSigningKey('key_1'),
  'a dead letter': ({ deadLetters }) => deadLetters.add(1, letter),
  'a discarded dead letter': ({ deadLetters }) => deadLetters.remove(1, 1),
}

describe('files under a running server', () => {
  test.each(['headcount.db', 'headcount.db-wal', 'acknowledged'])(
    'that vanish or are replaced (%s) end its acknowledgements',
    async (name) => {
      const file = join(running, name)
      renameSync(file, `${file}.away`)
      await expect(append(store, BATCHES)).rejects.toMatchObject({ kind: 'overloaded' })

      writeFileSync(file, 'another')

      await expect(append(store, BATCHES)).rejects.toMatchObject({ kind: 'overloaded' })
      expect(await store.probe()).toMatchObject({ writable: false, reason: expect.stringContaining(name) })
      rmSync(file)
      renameSync(`${file}.away`, file)
    },
  )

  test.each(Object.keys(writes))('that vanish end the acknowledgement of %s', async (name) => {
    const file = join(running, 'headcount.db')
    renameSync(file, `${file}.away`)

    await expect(writes[name]?.(store)).rejects.toMatchObject({ kind: 'overloaded' })

    renameSync(`${file}.away`, file)
  })
})

describe('a mark that cannot be written', () => {
  /** Lets every write of the mark fail, until it is called. */
  function breakMark(): () => void {
    const descriptor = openDescriptor(join(running, 'acknowledged'))
    const reopen = (file: string, flags: string) => {
      closeSync(descriptor)
      expect(openSync(file, flags)).toBe(descriptor)
    }
    reopen('/dev/full', 'w')
    return () => reopen(join(running, 'acknowledged'), 'r+')
  }

  test('leaves what is durable acknowledged, and nothing after it is taken', async () => {
    const mend = breakMark()

    await expect(append(store, BATCHES)).resolves.toMatchObject({ outcomes: ['accepted'], seq: BATCHES + 1 })
    await expect(append(store, BATCHES + 1)).rejects.toMatchObject({
      kind: 'overloaded',
      message: expect.stringContaining('Nothing of this was kept'),
    })
    expect(await store.probe()).toMatchObject({ writable: false, reason: expect.stringContaining('noted') })
    expect(store.readings.position(1)).toBe(BATCHES + 1)

    mend()
    await expect(append(store, BATCHES)).resolves.toMatchObject({ outcomes: ['duplicate'] })
    await expect(append(store, BATCHES + 1)).resolves.toMatchObject({
      outcomes: ['accepted'],
      seq: BATCHES + 2,
    })
    expect(await store.probe()).toMatchObject({ writable: true })
  })

  test('loses and doubles nothing over a restart', async () => {
    const mend = breakMark()
    await append(store, BATCHES)
    await append(store, BATCHES + 1).catch(() => undefined)
    const left = join(directory, 'left')
    cpSync(running, left, { recursive: true })
    mend()

    const opened = await openSqliteStore({ directory: left })

    expect(opened.readings.position(1)).toBe(BATCHES + 1)
    expect(await opened.readings.count(4)).toBe(BATCHES + 1)
    await opened.close()
  })
})
