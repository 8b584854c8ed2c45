import type { SigningKey } from '../../domain/access/signing-key.ts'
import { conflict } from '../../domain/errors.ts'
import type { SigningKeyStore } from '../signing-key-store.ts'

/** The keys that sign OAuth tokens, in memory. */
export class MemorySigningKeyStore implements SigningKeyStore {
  #keys: readonly SigningKey[] = []

  async signingKeys(): Promise<readonly SigningKey[]> {
    return this.#keys
  }

  async addSigningKey(key: SigningKey): Promise<void> {
    if (this.#keys.some(({ id }) => id === key.id)) {
      throw conflict('already_exists', 'There is one with this id already.')
    }
    this.#keys = [...this.#keys, key].toSorted((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? -1 : 1))
  }

  async removeSigningKey(id: string): Promise<void> {
    this.#keys = this.#keys.filter((key) => key.id !== id)
  }
}
