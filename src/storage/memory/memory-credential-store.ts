import type { Credential } from '../../domain/access/credential.ts'
import { conflict } from '../../domain/errors.ts'
import type { OrganizationKey } from '../../domain/portfolio/space.ts'
import type { CredentialStore } from '../credential-store.ts'

/** Client credentials in memory. */
export class MemoryCredentialStore implements CredentialStore {
  #credentials: readonly Credential[] = []

  async addCredential(credential: Credential): Promise<void> {
    const { id, hash } = credential
    if (this.#credentials.some((other) => other.id === id || other.hash === hash)) {
      throw conflict('already_exists', 'There is one with this id already.')
    }
    this.#credentials = [...this.#credentials, credential].toSorted(
      (a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1),
    )
  }

  async credential(id: string): Promise<Credential | null> {
    return this.#credentials.find((credential) => credential.id === id) ?? null
  }

  async credentials(organization: OrganizationKey): Promise<readonly Credential[]> {
    return this.#credentials.filter((credential) => credential.organization === organization)
  }

  async removeCredential(organization: OrganizationKey, id: string): Promise<boolean> {
    const before = this.#credentials.length
    this.#credentials = this.#credentials.filter(
      (credential) => credential.organization !== organization || credential.id !== id,
    )
    return this.#credentials.length < before
  }
}
