import { closeSync, fstatSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { StoreUnusable } from '../store-unusable.ts'

/** Name of the file, beside the database, that says which log row was acknowledged last. */
export const MARK_FILE = 'acknowledged'

/** Two of them, written in turn: one that is torn by a power cut leaves the one before. */
const SLOT_BYTES = 64

/** The last log row that was acknowledged, and the epoch it was written in. */
export interface Acknowledged {
  readonly sequence: number
  readonly epoch: number
}

/**
 * What a data directory says was acknowledged last; `null` when it says nothing, as a store of an earlier version or a
 * restored one. Throws `StoreUnusable` when what it says cannot be read.
 */
export function readMark(directory: string): Acknowledged | null {
  const file = join(directory, MARK_FILE)
  const text = contentOf(file)
  if (text === null || text === '') return null
  const slots = [text.slice(0, SLOT_BYTES), text.slice(SLOT_BYTES, 2 * SLOT_BYTES)].map(readSlot)
  const [latest] = slots.filter((slot) => slot !== null).sort((a, b) => b.sequence - a.sequence)
  if (latest !== undefined) return latest
  throw new StoreUnusable(
    `${file} is not as it was written, so that nobody can say whether the store is whole. Run \`headcount check\` on a copy of the directory without it; to go on without that certainty, move it away.`,
  )
}

/**
 * Writes after each commit, with no sync of its own, what was acknowledged: after a crash of the process it is as new
 * as the database, after a power cut it may be older, and it is never ahead.
 */
export class AcknowledgedMark {
  readonly file: string
  readonly #descriptor: number
  #slot = 0
  #isClosed = false

  constructor(directory: string, start: Acknowledged) {
    this.file = join(directory, MARK_FILE)
    this.#descriptor = openSync(this.file, openFlags(this.file), 0o600)
    // Both, so that an accepted loss is not found again.
    this.write(start)
    this.write(start)
  }

  write({ sequence, epoch }: Acknowledged): void {
    const text = `${sequence} ${epoch}`
    const line = `${text} ${checkOf(text)}`.padEnd(SLOT_BYTES - 1)
    writeSync(this.#descriptor, `${line}\n`, this.#slot * SLOT_BYTES)
    this.#slot = 1 - this.#slot
  }

  /** Number of the file that is written, to tell it from another one of its name. */
  get inode(): number {
    return fstatSync(this.#descriptor).ino
  }

  /** Lets go of the file; again does nothing, as its number may be another file's by then. */
  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    closeSync(this.#descriptor)
  }
}

function openFlags(file: string): string {
  return contentOf(file) === null ? 'w+' : 'r+'
}

function contentOf(file: string): string | null {
  try {
    return readFileSync(file, 'latin1')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

function readSlot(slot: string): Acknowledged | null {
  const [sequence = '', epoch = '', check] = slot.trim().split(' ')
  if (check !== checkOf(`${sequence} ${epoch}`)) return null
  return { sequence: Number(sequence), epoch: Number(epoch) }
}

function checkOf(text: string): string {
  return crc32(text).toString(16).padStart(8, '0')
}
