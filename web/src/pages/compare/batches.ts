/** How far a question is that goes out in batches. */
export interface BatchProgress {
  /** Things that were answered for. */
  readonly done: number
  /** Things that are asked about. */
  readonly all: number
  readonly batches: number
}

/** Asks about a list in batches of at most `size`, one after the other; tells at first and after each how far it is. */
export async function inBatches<Item>(
  items: readonly Item[],
  size: number,
  ask: (batch: readonly Item[]) => Promise<void>,
  onProgress: (progress: BatchProgress) => void,
): Promise<void> {
  const batches = batchesOf(items, size)
  const tell = (done: number) => onProgress({ done, all: items.length, batches: batches.length })
  let done = 0
  tell(done)
  for (const batch of batches) {
    await ask(batch)
    done += batch.length
    tell(done)
  }
}

/** How many quarters are done, as a share 0…1: what is said aloud changes no more often than that. */
export function quartersDone({ done, all }: Pick<BatchProgress, 'done' | 'all'>): number {
  return all === 0 ? 1 : Math.floor((4 * done) / all) / 4
}

/** A list in pieces of at most `size`, in order. */
export function batchesOf<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  )
}
