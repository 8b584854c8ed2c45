import { partitionPoint } from './partition-point.ts'

/**
 * The stretch of a sorted list whose members are neither before nor after something. All members before it come
 * first, all after it last. Cost grows with the logarithm of the list and the length of the stretch.
 */
export function sortedStretch<T>(
  sorted: readonly T[],
  isBefore: (member: T) => boolean,
  isAfter: (member: T) => boolean,
): readonly T[] {
  return sorted.slice(
    partitionPoint(sorted.length, (index) => isBefore(sorted[index] as T)),
    partitionPoint(sorted.length, (index) => !isAfter(sorted[index] as T)),
  )
}
