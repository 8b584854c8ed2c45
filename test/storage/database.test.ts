import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { migrate, openDatabase, schemaVersion } from '../../src/storage/sqlite/database.ts'
import { lockDirectory } from '../../src/storage/sqlite/directory-lock.ts'
import { migrations } from '../../src/storage/sqlite/migrations.ts'

let directory: string
let file: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'headcount-'))
  file = join(directory, 'headcount.db')
})
afterEach(() => rmSync(directory, { recursive: true }))

function message(open: () => unknown): string {
  try {
    open()
  } catch (error) {
    expect(error).toMatchObject({ name: 'StoreUnusable', code: 'store_unusable' })
    return error instanceof Error ? error.message : ''
  }
  return 'nothing was thrown'
}

describe('a database', () => {
  test('is created at the newest version, and opened again as it is', () => {
    openDatabase(file).close()
    const db = openDatabase(file)

    expect(schemaVersion(db)).toBe(migrations.length)
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(db.pragma('synchronous', { simple: true })).toBe(2)
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1)
    db.close()
  })

  test('has steps numbered from one without gaps', () => {
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1))
  })

  test('of a newer version is refused and left as it is', () => {
    const db = openDatabase(file)
    db.pragma('user_version = 999')
    db.close()
    const before = readFileSync(file)

    expect(message(() => openDatabase(file))).toMatch(/written by a newer version \(schema 999.*backup/)
    expect(readFileSync(file)).toEqual(before)
  })

  test('of an older version is not opened for reading alone', () => {
    const db = openDatabase(file)
    db.pragma(`user_version = ${migrations.length - 1}`)
    db.close()

    expect(message(() => openDatabase(file, { readonly: true }))).toMatch(/older version.*Start the server/)
  })

  test('that is none is refused and left as it is', () => {
    writeFileSync(file, 'not a database, but long enough to look at. '.repeat(100))

    expect(message(() => openDatabase(file))).toMatch(
      /is damaged \(file is not a database\)\. Restore a backup/,
    )
    expect(readFileSync(file, 'utf8')).toMatch(/^not a database/)
  })

  test('of something else is refused and left as it is', () => {
    const other = new BetterSqlite(file)
    other.exec('create table people (name text)')
    other.close()
    const before = readFileSync(file)

    expect(message(() => openDatabase(file))).toMatch(/not a Headcount store/)
    expect(readFileSync(file)).toEqual(before)
  })

  test('that was cut short is refused', () => {
    openDatabase(file).close()
    truncateSync(file, 8_192)

    expect(message(() => openDatabase(file))).toMatch(/is damaged \(database disk image is malformed\)/)
  })

  test('in a directory that is not there is refused with what to do', () => {
    expect(message(() => openDatabase(join(directory, 'none', 'headcount.db')))).toMatch(
      /cannot be opened.*Check that the directory exists/,
    )
    expect(message(() => openDatabase(file, { readonly: true }))).toMatch(/cannot be opened/)
  })

  test('stays as it was when a step of the schema fails', () => {
    const db = openDatabase(file)
    const version = schemaVersion(db) + 1
    const failing = {
      version,
      up: (to: typeof db) => to.exec('create table half (id integer); select 1 from none'),
    }

    expect(message(() => migrate(db, file, [...migrations, failing]))).toMatch(
      new RegExp(
        `could not be brought to schema version ${version} \\(no such table: none\\); it is unchanged`,
      ),
    )
    expect(schemaVersion(db)).toBe(version - 1)
    expect(db.prepare("select 1 from sqlite_schema where name = 'half'").get()).toBeUndefined()
    db.close()
  })
})

describe('the lock of a data directory', () => {
  test('is held by one at a time, and names the directory to the other', () => {
    const lock = lockDirectory(directory)

    expect(message(() => lockDirectory(directory))).toContain(`${directory} is in use by another process`)
    lock.release()
    lockDirectory(directory).release()
  })

  test('does not keep others from the database', () => {
    const lock = lockDirectory(directory)

    openDatabase(file).close()
    lock.release()
  })

  test('ends with the process that holds it, even one that is killed', async () => {
    const script = `
      import { createRequire } from 'node:module'
      const Database = createRequire(${JSON.stringify(import.meta.url)})('better-sqlite3')
      new Database(${JSON.stringify(join(directory, 'lock.db'))}).exec('begin exclusive')
      console.log('held')
      setInterval(() => {}, 1000)`
    const holder = spawn(process.execPath, ['--input-type=module', '--eval', script])
    await new Promise((resolve) => holder.stdout.once('data', resolve))

    expect(message(() => lockDirectory(directory))).toContain('in use')
    await new Promise((resolve) => {
      holder.once('exit', resolve)
      holder.kill('SIGKILL')
    })
    lockDirectory(directory).release()
  })

  test('in a directory that is not there is refused with what to do', () => {
    expect(message(() => lockDirectory(join(directory, 'none')))).toMatch(
      /cannot be locked.*Check that it exists/,
    )
  })
})
