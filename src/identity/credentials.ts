import type { Access } from '../domain/access/access.ts'
import type { Credential } from '../domain/access/credential.ts'
import { includes, type Role } from '../domain/access/role.ts'
import type { Permission } from '../domain/access/scope.ts'
import { invalid } from '../domain/errors.ts'
import type { OrganizationKey, SpaceKey } from '../domain/portfolio/space.ts'
import type { EpochMs } from '../domain/time/interval.ts'
import type { AccessStore } from '../storage/access-store.ts'
import type { CredentialStore } from '../storage/credential-store.ts'
import { createId, createSecret, hashSecret, type RandomBytes, sameHash } from './secret.ts'

/** What a new client credential is to be. */
export interface CredentialRequest {
  readonly organization: OrganizationKey
  readonly name: string
  readonly permissions: readonly Permission[]
  /** `null` for no bound but the permissions. */
  readonly role: Role | null
  /** Spaces it is limited to (with all below them); `null` for all. */
  readonly spaces: readonly SpaceKey[] | null
}

/** A credential at the only moment when its secret is known. */
export interface IssuedCredential {
  readonly credential: Credential
  readonly secret: string
}

/** Clients that may ask for OAuth tokens. */
export interface Credentials {
  /** Issues a credential and records by whom. Rejects as `invalid` a permission that the role does not include. */
  issue(request: CredentialRequest, actor: string): Promise<IssuedCredential>

  /** Those of an organization in the order of their creation. */
  list(organization: OrganizationKey): Promise<readonly Credential[]>

  /** Revokes at once, its tokens with it, and records by whom. Resolves to whether there was such a credential. */
  revoke(organization: OrganizationKey, id: string, actor: string): Promise<boolean>

  /** The credential that an id and a secret open; `null` when either is wrong, without telling which. */
  verify(id: string, secret: string): Promise<Credential | null>
}

/** What credentials are made of. */
export interface CredentialsParts {
  readonly store: CredentialStore
  readonly trail: Pick<AccessStore, 'addAudit'>
  readonly clock: () => EpochMs
  readonly randomBytes: RandomBytes
}

/** Compared with when there is no such client, so that the answer takes as long as for a wrong secret. */
const NO_HASH = hashSecret('')

/** Credentials over a store. Nothing is kept in memory. */
export function createCredentials({ store, trail, clock, randomBytes }: CredentialsParts): Credentials {
  return {
    async issue(request, actor) {
      refuseBeyondRole(request)
      const secret = createSecret('sec', randomBytes)
      const id = createId('cli', randomBytes)
      const credential = { ...request, id, hash: hashSecret(secret), createdAt: clock() }
      // Recorded first, so that no credential exists off the record.
      const after = describe(credential)
      const entry = { at: clock(), actor, action: 'credential.create', target: id, before: null, after }
      await trail.addAudit(request.organization, [entry])
      await store.addCredential(credential)
      return { credential, secret }
    },

    list: (organization) => store.credentials(organization),

    async revoke(organization, id, actor) {
      const credential = await store.credential(id)
      // Revoking comes before recording it: a full disk must not keep a stolen credential alive.
      const removed = await store.removeCredential(organization, id)
      if (!removed) return false
      const before = credential === null ? null : describe(credential)
      const entry = { at: clock(), actor, action: 'credential.revoke', target: id, before, after: null }
      await trail.addAudit(organization, [entry])
      return true
    },

    async verify(id, secret) {
      const credential = await store.credential(id)
      const isSame = sameHash(credential?.hash ?? NO_HASH, hashSecret(secret))
      return isSame ? credential : null
    },
  }
}

/** What a client may do, as long as its credential is not revoked. */
export function accessOf(credential: Credential): Access {
  const { organization, id, name, permissions, role, spaces } = credential
  const bound = role === null ? {} : { role }
  return {
    organization,
    actor: `${id} ${name}`,
    name,
    expiresAt: null,
    scopes: new Set(permissions),
    spaces,
    ...bound,
  }
}

function refuseBeyondRole({ permissions, role }: CredentialRequest): void {
  if (role === null) return
  const beyond = permissions.filter((permission) => !includes(role, permission))
  if (beyond.length === 0) return
  throw invalid(
    'beyond_role',
    `\`permissions\` has ${beyond.join(', ')}, which the role ${role} does not include.`,
  )
}

/** What the audit says about a credential: everything but its hash. */
function describe({ name, permissions, role, spaces }: Credential): string {
  return JSON.stringify({ name, permissions, role, spaces })
}
