/** Figures about the store, for operators. */
export interface StoreFigures {
  readonly readings: number
  readonly pendingReadings: number
  readonly blocks: number
  readonly sizeBytes: number
  /** Days of spaces whose rollups wait to be derived; answers are right meanwhile, and slower. */
  readonly staleDays: number
  /** Organizations whose log cannot be followed at present: what was restated is not known, and tried again. */
  readonly failingFollowers: number
}
