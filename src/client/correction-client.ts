import type { Correction, NewCorrection } from './correction-wire.ts'
import type { Transport } from './transport.ts'

const PATH = '/api/corrections'

/** The calls about what people correct (native.md §7). */
export class CorrectionClient {
  readonly #transport: Transport

  constructor(transport: Transport) {
    this.#transport = transport
  }

  /** The last one made first: those that change the count of a space or of one in it, or all. */
  async list(spaceId: string | null = null): Promise<readonly Correction[]> {
    const query = { space_id: spaceId }
    const answer = await this.#transport.call({ method: 'GET', path: PATH, query, idempotent: true })
    return answer as readonly Correction[]
  }

  /** Made once only: a second attempt could make it twice. */
  async create(correction: NewCorrection): Promise<Correction> {
    const answer = await this.#transport.call({
      method: 'POST',
      path: PATH,
      json: correction,
      idempotent: false,
    })
    return answer as Correction
  }

  /** Undoes a correction: every figure is again what it was before. */
  async undo(id: string): Promise<void> {
    await this.#transport.call({
      method: 'DELETE',
      path: `${PATH}/${encodeURIComponent(id)}`,
      idempotent: false,
    })
  }
}
