import { once } from 'node:events'
import { createWriteStream, type WriteStream } from 'node:fs'
import { CommandFailed } from '../failures.ts'

/**
 * Where rows that were not taken go: as they stood, under the same header, so that they can be put right and
 * imported the same way. The file appears with the first of them, and takes the place of an earlier one.
 */
export class RejectedFile {
  readonly name: string
  readonly #header: string | null
  #out: WriteStream | null = null
  #failure: Error | null = null

  constructor(name: string, header: string | null) {
    this.name = name
    this.#header = header
  }

  add(text: string): void {
    this.#out ??= this.#open()
    this.#out.write(`${text}\n`)
  }

  /** Rejects when rows could not be written. */
  async close(): Promise<void> {
    const out = this.#out
    if (out === null) return
    if (this.#failure === null) {
      out.end()
      await once(out, 'close').catch(() => undefined)
    }
    if (this.#failure === null) return
    throw new CommandFailed(
      `${this.name} cannot be written (${this.#failure.message}). All else is done; name another place with --rejected and import again.`,
      { cause: this.#failure },
    )
  }

  #open(): WriteStream {
    const out = createWriteStream(this.name)
    out.on('error', (error) => {
      this.#failure = error
    })
    if (this.#header !== null) out.write(`${this.#header}\n`)
    return out
  }
}
