import { statSync } from 'node:fs'
import { overloaded } from '../../domain/errors.ts'
import { type Acknowledged, AcknowledgedMark } from './acknowledged-mark.ts'

/** Stands between a commit and its acknowledgement. */
export interface WriteGuard {
  /** Throws `overloaded` when nothing may be acknowledged. */
  check(): void
  /** Notes what is durable and about to be acknowledged; throws like `check`. */
  acknowledge(row: Acknowledged): void
}

/** Lets everything pass: for a database without a directory of its own. */
export const unguarded: WriteGuard = { check: () => {}, acknowledge: () => {} }

/**
 * Keeps the mark of a data directory, and acknowledges nothing from the moment that one of its files was deleted or
 * replaced: what is written then goes into a file that no later start finds.
 */
export class DirectoryGuard implements WriteGuard {
  readonly #mark: AcknowledgedMark
  /** The files by name, with the number that each had when it was first seen. */
  readonly #files = new Map<string, number>()
  readonly #log: string
  #missing: string | null = null
  #unwritten: Acknowledged | null = null

  constructor(directory: string, file: string, start: Acknowledged) {
    this.#mark = new AcknowledgedMark(directory, start)
    this.#log = `${file}-wal`
    this.#files.set(file, inodeOf(file) ?? -1)
    this.#files.set(this.#mark.file, this.#mark.inode)
  }

  /** Why nothing is acknowledged; `null` while all is well. */
  problem(): string | null {
    this.#missing ??= this.#findMissing()
    return this.#missing === null ? null : `${this.#missing} was deleted or replaced while it was in use`
  }

  check(): void {
    const problem = this.problem()
    if (problem !== null)
      throw overloaded(`The store cannot be written: ${problem}. Nothing is acknowledged until a restart.`)
    if (this.#unwritten !== null) this.#write(this.#unwritten)
  }

  acknowledge(row: Acknowledged): void {
    this.#write(row)
    this.check()
  }

  close(): void {
    this.#mark.close()
  }

  /** A mark that could not be written is tried again before the next commit. */
  #write(row: Acknowledged): void {
    this.#unwritten = row
    try {
      this.#mark.write(row)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      throw overloaded(`What was acknowledged cannot be noted (${reason}). Try again later.`)
    }
    this.#unwritten = null
  }

  #findMissing(): string | null {
    // SQLite makes the log with the first write.
    const log = this.#files.has(this.#log) ? null : inodeOf(this.#log)
    if (log !== null) this.#files.set(this.#log, log)
    for (const [file, inode] of this.#files) if (inodeOf(file) !== inode) return file
    return null
  }
}

function inodeOf(file: string): number | null {
  return statSync(file, { throwIfNoEntry: false })?.ino ?? null
}
