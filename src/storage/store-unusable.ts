import type { Damage } from './store.ts'

/**
 * A store that cannot be opened or relied on. Its message says what is wrong with it and what an operator can do;
 * nothing in the store was changed.
 */
export class StoreUnusable extends Error {
  readonly code = 'store_unusable'
  /** The one thing found not to be as it was written; `null` when the trouble is of another sort. */
  readonly damage: Damage | null

  constructor(message: string, options?: { cause?: unknown; damage?: Damage }) {
    super(message, options)
    this.name = 'StoreUnusable'
    this.damage = options?.damage ?? null
  }
}

/** What is thrown on meeting damage: never passed over, never answered from. */
export function damaged(where: string, problem: string): StoreUnusable {
  return new StoreUnusable(
    `The store is damaged: ${where}: ${problem}. Restore a backup; \`headcount check\` lists all damage.`,
    { damage: { where, problem } },
  )
}
