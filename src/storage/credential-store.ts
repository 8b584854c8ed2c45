import type { Credential } from '../domain/access/credential.ts'
import type { OrganizationKey } from '../domain/portfolio/space.ts'

/** Client credentials. Every question reads the store, so that a revocation counts at once everywhere. */
export interface CredentialStore {
  addCredential(credential: Credential): Promise<void>
  /** The credential with a client id; `null` for none. */
  credential(id: string): Promise<Credential | null>
  /** Those of an organization, oldest first. */
  credentials(organization: OrganizationKey): Promise<readonly Credential[]>
  /** Revokes at once, also for other processes on the same store. Resolves to whether there was such a credential. */
  removeCredential(organization: OrganizationKey, id: string): Promise<boolean>
}
