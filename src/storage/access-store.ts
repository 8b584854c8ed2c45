import type { AuditEntry } from '../domain/access/audit.ts'
import type { Organization } from '../domain/access/organization.ts'
import type { AccessToken } from '../domain/access/token.ts'
import type { OrganizationKey } from '../domain/portfolio/space.ts'

/** Organizations, and the tokens that open them. */
export interface AccessStore {
  organizations(): Promise<readonly Organization[]>
  addOrganization(organization: Organization): Promise<void>

  addToken(token: AccessToken): Promise<void>
  /** The token whose secret has this SHA-256 (hexadecimal), also when it has expired; `null` for none. */
  tokenByHash(hash: string): Promise<AccessToken | null>
  tokens(organization: OrganizationKey): Promise<readonly AccessToken[]>
  /** Revokes at once, also for other processes on the same store. Resolves to whether there was such a token. */
  removeToken(organization: OrganizationKey, id: string): Promise<boolean>

  /** Newest first; at most `limit`, older than the entry `before` (a sequence number) when given. */
  audit(
    organization: OrganizationKey,
    limit: number,
    before: number | null,
  ): Promise<readonly (AuditEntry & { readonly sequence: number })[]>
  addAudit(organization: OrganizationKey, entries: readonly AuditEntry[]): Promise<void>
}
