import { emailKey, type User } from '../../domain/access/user.ts'
import { conflict } from '../../domain/errors.ts'
import type { OrganizationKey } from '../../domain/portfolio/space.ts'
import type { UserChange, UserStore } from '../user-store.ts'
import type { MemoryAudit } from './memory-audit.ts'

/** Users in memory. */
export class MemoryUserStore implements UserStore {
  readonly #audit: MemoryAudit
  #users: readonly User[] = []

  constructor(audit: MemoryAudit) {
    this.#audit = audit
  }

  async users(organization: OrganizationKey): Promise<readonly User[]> {
    return this.#of(organization)
  }

  async change(organization: OrganizationKey, decide: (users: readonly User[]) => UserChange): Promise<void> {
    const change = decide(this.#of(organization))
    if (change === null) return
    const { put, removed, audit } = change
    const gone = new Set([removed, put?.id])
    const kept = this.#users.filter((user) => user.organization !== organization || !gone.has(user.id))
    if (put !== undefined && kept.some((user) => clash(user, { ...put, organization }))) {
      throw conflict('already_exists', 'There is one with this id already.')
    }
    this.#users = put === undefined ? kept : [...kept, { ...put, organization }]
    this.#audit.add(organization, [audit])
  }

  #of(organization: OrganizationKey): readonly User[] {
    return this.#users
      .filter((user) => user.organization === organization)
      .toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
  }
}

function clash(a: User, b: User): boolean {
  return a.id === b.id || (a.organization === b.organization && emailKey(a.email) === emailKey(b.email))
}
