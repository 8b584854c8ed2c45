import type { SlotColumnName, SlotRun } from '../../domain/occupancy/slots.ts'
import type { SpaceKey } from '../../domain/portfolio/space.ts'
import type { SlotQuery } from '../rollup-store.ts'

/** A query on its way to a worker: runs flat, and those that spaces share once. */
export interface FoldRequest {
  readonly buckets: number
  readonly columns: readonly SlotColumnName[]
  /** Of each array of runs `bucket, from, until, bucket, …`. */
  readonly runs: readonly Float64Array[]
  /** Each space, and which of `runs` is its. */
  readonly spaces: readonly { readonly space: SpaceKey; readonly runs: number }[]
}

/** A worker's answer: the cells that `foldBlocks` gives, or why there are none. */
export type FoldReply =
  | { readonly cells: Float64Array<ArrayBuffer>; readonly error: null }
  | { readonly cells: null; readonly error: unknown }

/** A query as a worker is sent it. */
export function toRequest({ spaces, buckets, columns }: SlotQuery): FoldRequest {
  const indexes = new Map<readonly SlotRun[], number>()
  const runs: Float64Array[] = []
  const indexOf = (shared: readonly SlotRun[]): number => {
    const known = indexes.get(shared)
    if (known !== undefined) return known
    indexes.set(shared, runs.length)
    return runs.push(flatten(shared)) - 1
  }
  return {
    buckets,
    columns,
    spaces: spaces.map((item) => ({ space: item.space, runs: indexOf(item.runs) })),
    runs,
  }
}

/** The query that a worker was sent. */
export function fromRequest({ buckets, columns, runs, spaces }: FoldRequest): SlotQuery {
  const shared = runs.map(unflatten)
  return {
    buckets,
    columns,
    spaces: spaces.map((item) => ({ space: item.space, runs: shared[item.runs] ?? [] })),
  }
}

function flatten(runs: readonly SlotRun[]): Float64Array {
  const flat = new Float64Array(runs.length * 3)
  for (const [index, { bucket, from, until }] of runs.entries()) {
    flat[index * 3] = bucket
    flat[index * 3 + 1] = from
    flat[index * 3 + 2] = until
  }
  return flat
}

function unflatten(flat: Float64Array): readonly SlotRun[] {
  return Array.from({ length: flat.length / 3 }, (_, index) => ({
    bucket: flat[index * 3] ?? 0,
    from: flat[index * 3 + 1] ?? 0,
    until: flat[index * 3 + 2] ?? 0,
  }))
}
