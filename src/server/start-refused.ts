import { createServer } from 'node:net'
import { StoreUnusable } from '../storage/store-unusable.ts'

/** An everyday reason for which a server cannot start. The message is one sentence that says what to do. */
export class StartRefused extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = 'StartRefused'
  }
}

/**
 * Rejects with {@link StartRefused} for an address that cannot be listened on, before anything is made that would be
 * shown only once.
 */
export async function refuseTakenAddress(host: string, port: number): Promise<void> {
  const probe = createServer()
  try {
    await new Promise<void>((resolve, reject) => {
      probe.once('error', reject)
      probe.listen({ host, port }, resolve)
    })
  } catch (error) {
    throw explainListening(error, host, port)
  } finally {
    await new Promise((resolve) => probe.close(resolve))
  }
}

/** What an operator can do about a failure to listen; the failure itself where that is not known. */
export function explainListening(error: unknown, host: string, port: number): unknown {
  const sentences: Readonly<Record<string, string>> = {
    EADDRINUSE: `Port ${port} of ${host} is in use: stop the program that has it, or choose another with --port.`,
    EACCES: `Port ${port} of ${host} may not be used by this user: choose one above 1023 with --port.`,
    EADDRNOTAVAIL: `${host} is not an address of this machine: choose another with --host.`,
    ENOTFOUND: `${host} is not a known host: choose an address of this machine with --host.`,
  }
  const sentence = sentences[codeOf(error)]
  return sentence === undefined ? error : new StartRefused(sentence, { cause: error })
}

/** The one sentence that an everyday failure comes down to; `null` for one that only its stack explains. */
export function everydaySentence(error: unknown, directory: string): string | null {
  if (error instanceof StartRefused || error instanceof StoreUnusable) return error.message
  const sentences: Readonly<Record<string, string>> = {
    EACCES: `The data directory ${directory} cannot be written by this user: change its owner, or choose another with --data.`,
    EPERM: `The data directory ${directory} cannot be written by this user: change its owner, or choose another with --data.`,
    EROFS: `The data directory ${directory} is on a file system that is read-only: choose another with --data.`,
    ENOSPC: `The disk of the data directory ${directory} is full: make room, or choose another with --data.`,
    EEXIST: `The data directory ${directory} is a file: choose a directory with --data.`,
    ENOTDIR: `The data directory ${directory} lies below a file: choose another with --data.`,
  }
  return sentences[codeOf(error)] ?? null
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
