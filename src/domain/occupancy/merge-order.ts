import type { Steps } from '../steps.ts'

/**
 * The order in which to visit values that stand in ascending runs, so that all of them ascend: indices into
 * `values`. `runs` holds where each run begins, the first one at 0. Takes n log r time for n values in r runs; a step
 * merges two runs.
 */
export function* mergeOrder(values: readonly number[], runs: readonly number[]): Steps<Uint32Array> {
  let order = new Uint32Array(values.length)
  for (let index = 0; index < order.length; index++) order[index] = index
  let spare = new Uint32Array(values.length)
  let starts = [...runs, values.length]
  while (starts.length > 2) {
    const joined: number[] = []
    for (let run = 0; run < starts.length - 1; run += 2) {
      const from = starts[run] as number
      const middle = starts[run + 1] as number
      mergeRuns(values, order, spare, from, middle, starts[run + 2] ?? middle)
      joined.push(from)
      yield
    }
    starts = [...joined, values.length]
    const merged = spare
    spare = order
    order = merged
  }
  return order
}

/** Merges `source[from, middle)` and `source[middle, until)` into `target[from, until)`. */
function mergeRuns(
  values: readonly number[],
  source: Uint32Array,
  target: Uint32Array,
  from: number,
  middle: number,
  until: number,
): void {
  let left = from
  let right = middle
  for (let index = from; index < until; index++) {
    const a = source[left] as number
    const b = source[right] as number
    const takesLeft = right >= until || (left < middle && (values[a] as number) <= (values[b] as number))
    target[index] = takesLeft ? a : b
    if (takesLeft) left++
    else right++
  }
}
