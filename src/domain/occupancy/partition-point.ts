/**
 * The first index in `[0, length)` for which `isBefore` no longer holds, or `length` when it holds for all, found
 * by halving. `isBefore` must hold up to some index and for none after it, as in anything sorted.
 */
export function partitionPoint(length: number, isBefore: (index: number) => boolean): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (isBefore(middle)) low = middle + 1
    else high = middle
  }
  return low
}
