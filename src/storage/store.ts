import type { AccessStore } from './access-store.ts'
import type { ChangeStore } from './change-store.ts'
import type { CredentialStore } from './credential-store.ts'
import type { DeadLetterStore } from './dead-letter-store.ts'
import type { PlanStore } from './plan-store.ts'
import type { PortfolioStore } from './portfolio-store.ts'
import type { ReadingLog } from './reading-log.ts'
import type { RollupStore } from './rollup-store.ts'
import type { SigningKeyStore } from './signing-key-store.ts'
import type { UserStore } from './user-store.ts'

/** Something that is not as it was written. */
export interface Damage {
  /** Where, such as `log row 12` or `readings of subject 8 on day 19000`. */
  readonly where: string
  readonly problem: string
}

/** Figures about a store, for operators. */
export interface StoreStatistics {
  readonly readings: number
  readonly pendingReadings: number
  readonly blocks: number
  readonly sizeBytes: number
}

/** A storage engine: all ports over one place where things are kept. */
export interface Store {
  readonly readings: ReadingLog
  readonly rollups: RollupStore
  readonly changes: ChangeStore
  readonly portfolios: PortfolioStore
  readonly plans: PlanStore
  readonly access: AccessStore
  readonly credentials: CredentialStore
  readonly signingKeys: SigningKeyStore
  readonly users: UserStore
  readonly deadLetters: DeadLetterStore

  /** Whether the store can be written right now; the reason when it cannot. */
  probe(): Promise<{ readonly writable: boolean; readonly reason: string | null }>

  statistics(): Promise<StoreStatistics>

  /** Reads everything back and reports what does not carry the checksum it was written with. */
  verify(progress?: (done: number, total: number) => void): Promise<readonly Damage[]>

  /** Writes a consistent copy to a file while the store is in use. */
  backup(file: string, progress?: (done: number, total: number) => void): Promise<void>

  /** Finishes what was begun and lets go of the store. */
  close(): Promise<void>
}
