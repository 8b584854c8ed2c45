/**
 * The value below which a share (0…1) of some values lies: linear interpolation between closest ranks, the method
 * that statisticians call R-7. `ascending` must be sorted; `null` without any values.
 */
export function percentile(ascending: readonly number[], share: number): number | null {
  const rank = (ascending.length - 1) * share
  const below = ascending[Math.floor(rank)]
  const above = ascending[Math.ceil(rank)]
  if (below === undefined || above === undefined) return null
  return below + (above - below) * (rank - Math.floor(rank))
}
