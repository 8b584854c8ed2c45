import { type Access, allows } from '../domain/access/access.ts'
import type { AuditEntry } from '../domain/access/audit.ts'
import type { Organization } from '../domain/access/organization.ts'
import { scopes as allScopes, type Scope } from '../domain/access/scope.ts'
import type { AccessToken, Share } from '../domain/access/token.ts'
import { DomainError } from '../domain/errors.ts'
import type { OrganizationKey, SpaceKey } from '../domain/portfolio/space.ts'
import type { EpochMs } from '../domain/time/interval.ts'
import type { AccessStore } from '../storage/access-store.ts'
import { createId, createSecret, hashSecret, type RandomBytes, sameHash } from './secret.ts'
import type { FloorOfDisplay, SignedTokens } from './signed-tokens.ts'

/** What a new token is to be. */
export interface TokenRequest {
  readonly organization: OrganizationKey
  readonly name: string
  readonly scopes: readonly Scope[]
  /** Spaces it is limited to (with all below them); `null` for all. */
  readonly spaces: readonly SpaceKey[] | null
  /** Makes it a shared token. */
  readonly share?: Share
  /** `null` for a token that does not expire. */
  readonly expiresAt: EpochMs | null
}

/** A token at the only moment when its secret is known. */
export interface IssuedToken {
  readonly token: AccessToken
  readonly secret: string
}

/** A new organization with its first owner token. */
export interface NewOrganization extends IssuedToken {
  readonly organization: Organization
}

/** An entry of the audit with its place in it. */
export interface RecordedAudit extends AuditEntry {
  readonly sequence: number
}

/** Organizations, the tokens that open them, and the record of who did what. */
export interface Identity {
  /** What the bearer of a token, static or OAuth, may do; `null` when it is unknown, revoked or expired. */
  authenticate(bearer: string): Promise<Access | null>

  /** Issues a token and records by whom. */
  issueToken(request: TokenRequest, actor: string): Promise<IssuedToken>

  /** The tokens of an organization in the order of their creation, expired ones included. */
  tokens(organization: OrganizationKey): Promise<readonly AccessToken[]>

  /** Revokes at once, and records by whom. Resolves to whether there was such a token. */
  revokeToken(organization: OrganizationKey, id: string, actor: string): Promise<boolean>

  /**
   * Creates another tenant with its first owner token. Rejects as `forbidden` unless `by` is an owner of the
   * first organization (native.md §2): scope `admin`, and not limited to some spaces.
   */
  createOrganization(name: string, by: Access): Promise<NewOrganization>

  /** The organizations of the store, the first one first. */
  organizations(): Promise<readonly Organization[]>

  /**
   * Makes sure that somebody can get in: on an empty store creates the first organization and its owner token,
   * with `secret` when given. `null` when there was an organization already.
   */
  ensureOwner(secret?: string): Promise<NewOrganization | null>

  /** Newest first; at most `limit`, older than the entry `before` (a sequence number) when given. */
  audit(
    organization: OrganizationKey,
    limit: number,
    before: number | null,
  ): Promise<readonly RecordedAudit[]>
}

/** What identity is made of. */
export interface IdentityParts {
  readonly store: AccessStore
  /** Reserves a key that nothing else in the store has. */
  readonly reserveKey: () => Promise<number>
  readonly clock: () => EpochMs
  readonly randomBytes: RandomBytes
  /** Where a display that was shared is. Default: no display is anywhere. */
  readonly floorOfDisplay?: FloorOfDisplay
  /** Opens what is no static token. Default: nothing does. */
  readonly signedTokens?: Pick<SignedTokens, 'authenticate'>
}

/** Identity over a store. It keeps nothing in memory, so what another process revokes is revoked here too. */
export function createIdentity(parts: IdentityParts): Identity {
  return new StoredIdentity(parts)
}

class StoredIdentity implements Identity {
  readonly #store: AccessStore
  readonly #reserveKey: () => Promise<number>
  readonly #clock: () => EpochMs
  readonly #randomBytes: RandomBytes
  readonly #signedTokens: Pick<SignedTokens, 'authenticate'> | null
  readonly #floorOfDisplay: FloorOfDisplay

  constructor({ store, reserveKey, clock, randomBytes, signedTokens, floorOfDisplay }: IdentityParts) {
    this.#store = store
    this.#reserveKey = reserveKey
    this.#clock = clock
    this.#randomBytes = randomBytes
    this.#signedTokens = signedTokens ?? null
    this.#floorOfDisplay = floorOfDisplay ?? (async () => null)
  }

  async authenticate(bearer: string): Promise<Access | null> {
    const hash = hashSecret(bearer)
    const token = await this.#store.tokenByHash(hash)
    if (token === null || !sameHash(token.hash, hash)) {
      return (await this.#signedTokens?.authenticate(bearer)) ?? null
    }
    if (token.expiresAt !== null && token.expiresAt <= this.#clock()) return null
    const access: Access = {
      organization: token.organization,
      actor: `${token.id} ${token.name}`,
      name: token.name,
      expiresAt: token.expiresAt,
      scopes: new Set(token.scopes),
      spaces: token.spaces,
    }
    const display = token.share?.display ?? null
    return display === null ? access : this.#limitToDisplay(access, display)
  }

  /** Asked each time: a display that is gone opens nothing, and one that was moved opens where it is. */
  async #limitToDisplay(access: Access, display: string): Promise<Access | null> {
    const floor = await this.#floorOfDisplay(access, display)
    return floor === null ? null : { ...access, spaces: [floor], display }
  }

  async issueToken(request: TokenRequest, actor: string): Promise<IssuedToken> {
    const prefix = request.share === undefined ? 'tok' : 'shr'
    const issued = this.#mint(request, createSecret(prefix, this.#randomBytes))
    await this.#add(issued.token, actor)
    return issued
  }

  async tokens(organization: OrganizationKey): Promise<readonly AccessToken[]> {
    const tokens = await this.#store.tokens(organization)
    return tokens.toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
  }

  async revokeToken(organization: OrganizationKey, id: string, actor: string): Promise<boolean> {
    const token = (await this.#store.tokens(organization)).find((candidate) => candidate.id === id)
    // Revoking comes before recording it: a full disk must not keep a stolen token alive.
    const removed = await this.#store.removeToken(organization, id)
    if (!removed) return false
    const before = token === undefined ? null : describeToken(token)
    await this.#record(organization, { actor, action: 'token.revoke', target: id, before, after: null })
    return true
  }

  async createOrganization(name: string, by: Access): Promise<NewOrganization> {
    const [first] = await this.organizations()
    if (first?.key !== by.organization || !allows(by, 'admin') || by.spaces !== null) {
      throw new DomainError(
        'forbidden',
        'not_first_owner',
        'Only an owner of the first organization may create another one.',
      )
    }
    const organization = await this.#addOrganization(name)
    const issued = this.#mintOwner(organization, createSecret('tok', this.#randomBytes))
    const created = {
      actor: by.actor,
      action: 'organization.create',
      target: organization.id,
      before: null,
      after: JSON.stringify({ name }),
    }
    await this.#record(organization.key, created)
    await this.#record(by.organization, created)
    await this.#add(issued.token, by.actor)
    return { organization, ...issued }
  }

  async organizations(): Promise<readonly Organization[]> {
    // Keys ascend with creation, also where two organizations were created in the same millisecond.
    return (await this.#store.organizations()).toSorted((a, b) => a.key - b.key)
  }

  async ensureOwner(secret?: string): Promise<NewOrganization | null> {
    const [first] = await this.organizations()
    if (first !== undefined && (await this.#wasOpened(first))) return null
    const organization = first ?? (await this.#addOrganization('Headcount'))
    const issued = this.#mintOwner(organization, secret ?? createSecret('tok', this.#randomBytes))
    await this.#store.addToken(issued.token)
    await this.#record(organization.key, creationOf(issued.token, 'system'))
    return { organization, ...issued }
  }

  audit(
    organization: OrganizationKey,
    limit: number,
    before: number | null,
  ): Promise<readonly RecordedAudit[]> {
    return this.#store.audit(organization, limit, before)
  }

  /** Whether an organization ever had a token. Not so when the very first start died half way. */
  async #wasOpened({ key }: Organization): Promise<boolean> {
    return (await this.#store.tokens(key)).length > 0 || (await this.#store.audit(key, 1, null)).length > 0
  }

  async #addOrganization(name: string): Promise<Organization> {
    const organization = {
      key: await this.#reserveKey(),
      id: createId('org', this.#randomBytes),
      name,
      createdAt: this.#clock(),
    }
    await this.#store.addOrganization(organization)
    return organization
  }

  #mintOwner({ key }: Organization, secret: string): IssuedToken {
    const owner = { organization: key, name: 'owner', scopes: allScopes, spaces: null, expiresAt: null }
    return this.#mint(owner, secret)
  }

  #mint(request: TokenRequest, secret: string): IssuedToken {
    const id = createId('tkn', this.#randomBytes)
    const token = { ...request, id, hash: hashSecret(secret), createdAt: this.#clock() }
    return { token, secret }
  }

  /** Adds a token after recording it, so that no token exists off the record. */
  async #add(token: AccessToken, actor: string): Promise<void> {
    await this.#record(token.organization, creationOf(token, actor))
    await this.#store.addToken(token)
  }

  #record(organization: OrganizationKey, entry: Omit<AuditEntry, 'at'>): Promise<void> {
    return this.#store.addAudit(organization, [{ at: this.#clock(), ...entry }])
  }
}

function creationOf(token: AccessToken, actor: string): Omit<AuditEntry, 'at'> {
  return { actor, action: 'token.create', target: token.id, before: null, after: describeToken(token) }
}

/** What the audit says about a token: everything but its hash. */
function describeToken({ name, scopes, spaces, share, expiresAt }: AccessToken): string {
  return JSON.stringify({ name, scopes, spaces, share, expiresAt })
}
