import type { CountingMode } from '../../domain/portfolio/space.ts'

/** A space as commands see it. */
export interface TargetSpace {
  readonly id: string
  readonly locationId: number
  readonly name: string
  readonly timeZone: string
  /** In people; `null` when it is not set. */
  readonly capacity: number | null
}

/** A sensor as commands see it. */
export interface TargetSensor {
  readonly serialNumber: string
  readonly type: CountingMode
  /** Ids of the spaces it covers now; empty for an entry sensor. */
  readonly spaceIds: readonly string[]
}

/** A doorway as commands see it. */
export interface TargetDoorway {
  readonly id: string
  readonly name: string
  readonly sensorSerialNumber: string | null
  readonly spaceIds: readonly string[]
}

/** What became of one thing of a document. */
export interface AppliedItem {
  readonly kind: string
  readonly id: string
  readonly name: string
  readonly outcome: 'created' | 'changed' | 'unchanged'
}

/** What became of readings. */
export interface Receipt {
  readonly accepted: number
  readonly duplicates: number
  /** `index` is the place among the readings that were sent, from 0. */
  readonly rejected: readonly { readonly index: number; readonly code: string; readonly message: string }[]
}

/** Most readings that a target takes at once. */
export const BATCH_LIMIT = 10_000

/** Where a command works: the store of a data directory, opened in this process, or a server over HTTP. */
export interface Target {
  /** The owner's secret, when opening the target made it; to be shown, as it cannot be had again. */
  readonly ownerToken: string | null
  spaces(): Promise<readonly TargetSpace[]>
  sensors(): Promise<readonly TargetSensor[]>
  doorways(): Promise<readonly TargetDoorway[]>
  /** Makes the portfolio look like a document in the words of the wire; rejects, having done nothing, for a wrong one. */
  apply(document: unknown, dryRun: boolean): Promise<readonly AppliedItem[]>
  /** Takes up to {@link BATCH_LIMIT} readings in; resolves once they are durable. */
  send(readings: readonly object[]): Promise<Receipt>
  /** Brings the store in shape after much was sent, where a server would not do so by itself. */
  settle(progress: (done: number, total: number) => void): Promise<void>
  close(): Promise<void>
}
