/** A rollup block that is not as it was written. It can be rebuilt from the reading log. */
export class DamagedBlock extends Error {
  readonly code = 'damaged_block'
  readonly where: string
  readonly problem: string

  constructor({ space, month }: { readonly space: number; readonly month: number }, problem: string) {
    const where = `rollups of space ${space} in ${monthName(month)}`
    super(`The ${where} are damaged: ${problem}. Rebuild the rollups of the space.`)
    this.name = 'DamagedBlock'
    this.where = where
    this.problem = problem
  }
}

function monthName(month: number): string {
  return new Date(Date.UTC(1970, month, 1)).toISOString().slice(0, 7)
}
