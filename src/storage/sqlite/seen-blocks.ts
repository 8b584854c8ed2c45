import type { SpaceKey } from '../../domain/portfolio/space.ts'
import type { Month } from './month.ts'

/** Bits of a small integer, which a map holds without allocating. */
const MONTHS_PER_WORD = 30
/** More words than any calendar needs, on either side of 1970. */
const WORDS_PER_SPACE = 4_096

/** A set of (space, month), a bit for each, so that millions of blocks can be remembered. */
export class SeenBlocks {
  readonly #words = new Map<number, number>()

  has(space: SpaceKey, month: Month): boolean {
    return ((this.#words.get(wordOf(space, month)) ?? 0) & bitOf(month)) !== 0
  }

  add(space: SpaceKey, month: Month): void {
    const word = wordOf(space, month)
    this.#words.set(word, (this.#words.get(word) ?? 0) | bitOf(month))
  }
}

function wordOf(space: SpaceKey, month: Month): number {
  return space * WORDS_PER_SPACE + Math.floor(month / MONTHS_PER_WORD)
}

function bitOf(month: Month): number {
  return 1 << (month - Math.floor(month / MONTHS_PER_WORD) * MONTHS_PER_WORD)
}
