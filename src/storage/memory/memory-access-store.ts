import type { AuditEntry } from '../../domain/access/audit.ts'
import type { Organization } from '../../domain/access/organization.ts'
import type { AccessToken } from '../../domain/access/token.ts'
import { conflict } from '../../domain/errors.ts'
import type { OrganizationKey } from '../../domain/portfolio/space.ts'
import type { AccessStore } from '../access-store.ts'
import type { MemoryAudit, PlacedEntry } from './memory-audit.ts'

/** Organizations, tokens and the audit trail in memory. */
export class MemoryAccessStore implements AccessStore {
  readonly #audit: MemoryAudit
  readonly #organizations: Organization[] = []
  #tokens: readonly AccessToken[] = []

  constructor(audit: MemoryAudit) {
    this.#audit = audit
  }

  async organizations(): Promise<readonly Organization[]> {
    return this.#organizations.toSorted((a, b) => a.key - b.key)
  }

  async addOrganization(organization: Organization): Promise<void> {
    const { key, id } = organization
    if (this.#organizations.some((other) => other.key === key || other.id === id)) throw taken()
    this.#organizations.push(organization)
  }

  async addToken(token: AccessToken): Promise<void> {
    if (this.#tokens.some(({ id, hash }) => id === token.id || hash === token.hash)) throw taken()
    this.#tokens = [...this.#tokens, token].toSorted(byAge)
  }

  async tokenByHash(hash: string): Promise<AccessToken | null> {
    return this.#tokens.find((token) => token.hash === hash) ?? null
  }

  async tokens(organization: OrganizationKey): Promise<readonly AccessToken[]> {
    return this.#tokens.filter((token) => token.organization === organization)
  }

  async removeToken(organization: OrganizationKey, id: string): Promise<boolean> {
    const before = this.#tokens.length
    this.#tokens = this.#tokens.filter((token) => token.organization !== organization || token.id !== id)
    return this.#tokens.length < before
  }

  async audit(
    organization: OrganizationKey,
    limit: number,
    before: number | null,
  ): Promise<readonly PlacedEntry[]> {
    return this.#audit.list(organization, limit, before ?? Number.POSITIVE_INFINITY)
  }

  async addAudit(organization: OrganizationKey, entries: readonly AuditEntry[]): Promise<void> {
    this.#audit.add(organization, entries)
  }
}

function byAge(a: AccessToken, b: AccessToken): number {
  if (a.createdAt !== b.createdAt) return a.createdAt - b.createdAt
  return a.id < b.id ? -1 : 1
}

function taken(): Error {
  return conflict('already_exists', 'There is one with this id already.')
}
