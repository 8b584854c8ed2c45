import type { SlotQuery } from '../rollup-store.ts'

/** Cuts a query between spaces into parts of about `target` blocks; `sizes` are the blocks that each space meets. */
export function splitQuery(query: SlotQuery, sizes: readonly number[], target: number): readonly SlotQuery[] {
  const parts: SlotQuery[] = []
  let [from, size] = [0, 0]
  for (let index = 0; index < query.spaces.length; index++) {
    size += sizes[index] ?? 0
    if (size < target && index < query.spaces.length - 1) continue
    parts.push({ ...query, spaces: query.spaces.slice(from, index + 1) })
    from = index + 1
    size = 0
  }
  return parts
}
