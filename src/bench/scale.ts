/** How much each bench does. */
export interface Scale {
  /** Spaces of the full store, each with a year of slots; a multiple of ten. */
  readonly spaces: number
  /** How often each contender answers a question that takes milliseconds… */
  readonly lightRuns: number
  /** …and one that takes a good part of a second. */
  readonly heavyRuns: number
  /** Rounds of an ingest bench; their median counts. */
  readonly ingestRounds: number
  /** Readings a round, by the size of the batches they are sent in. */
  readonly ingestReadings: ReadonlyMap<number, number>
  readonly bulkReadings: number
  /** Length of each phase of the latency bench. */
  readonly latencyMs: number
  readonly startRuns: number
}

/** What the figures in docs/benchmarks.md were measured with. */
export const fullScale: Scale = {
  spaces: 1_000,
  lightRuns: 31,
  heavyRuns: 5,
  ingestRounds: 3,
  ingestReadings: new Map([
    [1, 10_000],
    [100, 100_000],
    [1_000, 200_000],
  ]),
  bulkReadings: 2_000_000,
  latencyMs: 15_000,
  startRuns: 5,
}

/** A tenth of the data and of the work: shows that the benches run, not how fast anything is. */
export const quickScale: Scale = {
  spaces: 100,
  lightRuns: 5,
  heavyRuns: 3,
  ingestRounds: 1,
  ingestReadings: new Map([
    [1, 1_000],
    [100, 10_000],
    [1_000, 20_000],
  ]),
  bulkReadings: 50_000,
  latencyMs: 1_500,
  startRuns: 1,
}
