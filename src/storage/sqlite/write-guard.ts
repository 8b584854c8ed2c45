import { statSync } from 'node:fs'
import { DomainError, overloaded } from '../../domain/errors.ts'
import { type Acknowledged, AcknowledgedMark } from './acknowledged-mark.ts'

/** Stands between a commit and its acknowledgement. */
export interface WriteGuard {
  /** To be called before a write: throws `overloaded` when nothing may be written, and so nothing of it is kept. */
  check(): void
  /** Notes a row of the log that is durable. What could not be noted is tried again, and holds up the next write. */
  note(row: Acknowledged): void
  /** To be called after a commit: throws {@link NotAcknowledged} when it may have gone where no later start finds it. */
  confirm(): void
}

/** That something was written, and may be gone at the next start: the files that it went into were taken away. */
export class NotAcknowledged extends DomainError {
  constructor(problem: string) {
    super(
      'overloaded',
      'overloaded',
      `The store cannot be written: ${problem}. Nothing is acknowledged until a restart.`,
    )
  }
}

/** Lets everything pass: for a database without a directory of its own. */
export const unguarded: WriteGuard = { check: () => {}, note: () => {}, confirm: () => {} }

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
  /** The last row, while it could not be noted. */
  #unnoted: Acknowledged | null = null

  constructor(directory: string, file: string, start: Acknowledged) {
    this.#mark = new AcknowledgedMark(directory, start)
    this.#log = `${file}-wal`
    this.#files.set(file, inodeOf(file) ?? -1)
    this.#files.set(this.#mark.file, this.#mark.inode)
  }

  /** Why nothing is acknowledged; `null` while all is well. */
  problem(): string | null {
    return this.#goneProblem() ?? this.#unnotedProblem()
  }

  check(): void {
    const problem = this.problem()
    if (problem !== null)
      throw overloaded(`The store cannot be written: ${problem}. Nothing of this was kept.`)
  }

  /** What is durable is acknowledged also when the mark stays behind once: only a loss of just that would go unnoticed. */
  note(row: Acknowledged): void {
    this.#unnoted = row
    this.#unnotedProblem()
  }

  confirm(): void {
    const problem = this.#goneProblem()
    if (problem !== null) throw new NotAcknowledged(problem)
  }

  close(): void {
    this.#mark.close()
  }

  #goneProblem(): string | null {
    this.#missing ??= this.#findMissing()
    return this.#missing === null ? null : `${this.#missing} was deleted or replaced while it was in use`
  }

  /** Tries to note what is not noted; why it cannot be, or `null`. */
  #unnotedProblem(): string | null {
    if (this.#unnoted === null) return null
    try {
      this.#mark.write(this.#unnoted)
      this.#unnoted = null
      return null
    } catch (error) {
      return `what was acknowledged cannot be noted (${error instanceof Error ? error.message : String(error)})`
    }
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
