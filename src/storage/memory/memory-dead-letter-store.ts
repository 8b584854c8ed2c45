import type { OrganizationKey } from '../../domain/portfolio/space.ts'
import {
  type DeadLetter,
  type DeadLetterStore,
  headOf,
  type KeptDeadLetter,
  MAX_DEAD_LETTER_TEXT,
  MAX_DEAD_LETTERS,
} from '../dead-letter-store.ts'

/** Dead letters in memory. */
export class MemoryDeadLetterStore implements DeadLetterStore {
  readonly #letters = new Map<OrganizationKey, Map<number, KeptDeadLetter>>()
  #lastKey = 0

  async add(organization: OrganizationKey, letter: DeadLetter): Promise<number> {
    const letters = this.#letters.get(organization) ?? new Map<number, KeptDeadLetter>()
    this.#letters.set(organization, letters)
    const head = headOf(letter)
    const same = [...letters.values()].find(
      (kept) => kept.payload === letter.payload && headOf(kept) === head,
    )
    const key = same?.key ?? ++this.#lastKey
    letters.set(key, { ...letter, key })
    this.#bound(letters)
    return key
  }

  async list(organization: OrganizationKey, limit: number, before: number | null) {
    return [...(this.#letters.get(organization)?.values() ?? [])]
      .filter(({ key }) => before === null || key < before)
      .toSorted((a, b) => b.key - a.key)
      .slice(0, limit)
      .map(({ payload: _, ...letter }) => letter)
  }

  async get(organization: OrganizationKey, key: number): Promise<KeptDeadLetter | null> {
    return this.#letters.get(organization)?.get(key) ?? null
  }

  async remove(organization: OrganizationKey, key: number): Promise<boolean> {
    return this.#letters.get(organization)?.delete(key) ?? false
  }

  #bound(letters: Map<number, KeptDeadLetter>): void {
    let size = 0
    const newestFirst = [...letters.values()].toSorted((a, b) => b.key - a.key)
    for (const [place, { key, payload }] of newestFirst.entries()) {
      size += payload.length
      if (place > 0 && (place >= MAX_DEAD_LETTERS || size > MAX_DEAD_LETTER_TEXT)) letters.delete(key)
    }
  }
}
