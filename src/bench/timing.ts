/** Something that is timed beside others. */
export interface Contender {
  readonly name: string
  /** Does the work once and resolves to the milliseconds it took. */
  readonly run: () => Promise<number>
}

/** Milliseconds that an action takes. */
export async function elapsedMs(action: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await action()
  return performance.now() - begun
}

/**
 * Median milliseconds of each contender, by name. They take turns, so that whatever else the machine does meets
 * them alike; a first turn, to warm up, does not count.
 */
export async function timeInTurns(
  contenders: readonly Contender[],
  turns: number,
): Promise<ReadonlyMap<string, number>> {
  const times = new Map<string, number[]>(contenders.map(({ name }) => [name, []]))
  for (let turn = 0; turn <= turns; turn++) {
    for (const { name, run } of contenders) {
      const ms = await run()
      if (turn > 0) times.get(name)?.push(ms)
    }
  }
  return new Map([...times].map(([name, values]) => [name, median(values)]))
}

/** The value in the middle. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** The smallest value that at least `share` of all values do not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const ascending = values.toSorted((a, b) => a - b)
  return ascending[Math.max(0, Math.ceil(share * ascending.length) - 1)] ?? Number.NaN
}
