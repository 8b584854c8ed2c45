import type { Transport } from './transport.ts'

const PATH = '/api/dead-letters'

/** What arrived from a device and could not be taken (native.md §3). */
export interface DeadLetter {
  readonly id: string
  readonly at: string
  readonly kind: 'message' | 'readings'
  readonly mapping: string
  readonly topic: string | null
  readonly device: string | null
  readonly reason: string
}

/** What became of a message that was tried again. */
export interface ReplayResult {
  readonly accepted: number
  readonly duplicates: number
  readonly rejected: readonly { readonly index: number; readonly code: string; readonly message: string }[]
  /** The letter that keeps what was not taken; `null` when all was. */
  readonly dead_letter: string | null
  readonly reason: string | null
}

interface Page {
  readonly data: readonly DeadLetter[]
  readonly pagination: { readonly next_cursor: string | null }
}

/** The calls about dead letters, for a token with the scope `admin`. */
export class DeadLetterClient {
  readonly #transport: Transport

  constructor(transport: Transport) {
    this.#transport = transport
  }

  /** All that is kept, newest first. */
  async *list(): AsyncGenerator<DeadLetter> {
    let cursor: string | null = null
    do {
      const query = { cursor }
      const { data, pagination } = (await this.#transport.call({
        method: 'GET',
        path: PATH,
        query,
        idempotent: true,
      })) as Page
      yield* data
      cursor = pagination.next_cursor
    } while (cursor !== null)
  }

  /** One with what arrived. */
  async get(id: string): Promise<DeadLetter & { readonly payload: unknown }> {
    const letter = await this.#transport.call({ method: 'GET', path: pathOf(id), idempotent: true })
    return letter as DeadLetter & { readonly payload: unknown }
  }

  /** Tries one again; it is gone when all of it was taken. */
  async replay(id: string): Promise<ReplayResult> {
    const path = `${pathOf(id)}/replay`
    return (await this.#transport.call({ method: 'POST', path, idempotent: false })) as ReplayResult
  }

  /** Lets one go for good. */
  async discard(id: string): Promise<void> {
    await this.#transport.call({ method: 'DELETE', path: pathOf(id), idempotent: false })
  }
}

function pathOf(id: string): string {
  return `${PATH}/${encodeURIComponent(id)}`
}
