import type { SigningKey } from '../domain/access/signing-key.ts'

/** The keys that sign OAuth tokens, of the whole installation. */
export interface SigningKeyStore {
  /** Newest first. */
  signingKeys(): Promise<readonly SigningKey[]>
  addSigningKey(key: SigningKey): Promise<void>
  removeSigningKey(id: string): Promise<void>
}
