import type { EpochMs } from '../time/interval.ts'

/** A pair of keys that signs OAuth tokens, as JSON Web Keys. */
export interface SigningKey {
  /** Unique in the store: the `kid` of what it signs. */
  readonly id: string
  /** JSON text of the public key, fit for anybody. */
  readonly publicJwk: string
  /** JSON text of the private key: as good as any credential, so never shown, logged or audited. */
  readonly privateJwk: string
  readonly createdAt: EpochMs
}
