import { type JWTPayload, jwtVerify, SignJWT } from 'jose'
import type { Access } from '../domain/access/access.ts'
import type { Credential } from '../domain/access/credential.ts'
import type { SpaceKey } from '../domain/portfolio/space.ts'
import type { EpochMs } from '../domain/time/interval.ts'
import type { CredentialStore } from '../storage/credential-store.ts'
import { BoundedCache } from './bounded-cache.ts'
import { accessOf } from './credentials.ts'
import { createId, hashSecret, type RandomBytes } from './secret.ts'
import { SIGNING_ALGORITHM, type SigningKeys } from './signing-keys.ts'

/** The floor of a display, as far as `access` sees it; `null` when there is none. */
export type FloorOfDisplay = (access: Access, displayId: string) => Promise<SpaceKey | null>

/** OAuth tokens (JWT): signed for client credentials, and valid as long as those are. */
export interface SignedTokens {
  /** A token for what a credential permits, valid for a while. */
  issue(credential: Credential, durationS: number): Promise<string>

  /** A token that reads one display's floor and nothing else; `null` when the client sees no such display. */
  issueForDisplay(credential: Credential, displayId: string, durationS: number): Promise<string | null>

  /**
   * What the bearer of a token may do; `null` for what these keys did not sign, for this issuer and an audience of
   * its own, and when it has expired, its credential is revoked or its display is gone.
   */
  authenticate(token: string): Promise<Access | null>
}

/** What signed tokens are made of. */
export interface SignedTokensParts {
  readonly keys: SigningKeys
  readonly credentials: Pick<CredentialStore, 'credential'>
  readonly floorOfDisplay: FloorOfDisplay
  /** Who signs: what was signed by another name is not taken. */
  readonly issuer: string
  readonly clock: () => EpochMs
  readonly randomBytes: RandomBytes
}

/** What a token says, once its signature has been checked. */
interface Claims {
  readonly clientId: string
  readonly displayId: string | null
  readonly expiresAt: EpochMs
}

/** RFC 9068 §2.1: tells an access token from every other JWT of the same keys. */
const TOKEN_TYPE = 'at+jwt'
/** A token of ours has some 500 characters. */
const LONGEST_TOKEN_CHARACTERS = 2_048
/** Checked signatures that are remembered: a signature takes 0.2 ms, a look-up microseconds. */
const REMEMBERED_TOKENS = 10_000
const DISPLAY_SCOPE = 'display:'

/** Signed tokens over the keys and credentials of a store. */
export function createSignedTokens(parts: SignedTokensParts): SignedTokens {
  return new StoredSignedTokens(parts)
}

class StoredSignedTokens implements SignedTokens {
  readonly #parts: SignedTokensParts
  readonly #checked = new BoundedCache<Claims>(REMEMBERED_TOKENS)
  readonly #audience: string
  readonly #displayAudience: string

  constructor(parts: SignedTokensParts) {
    this.#parts = parts
    this.#audience = `${parts.issuer}/v3`
    this.#displayAudience = `${parts.issuer}/v3/wayfinding`
  }

  issue(credential: Credential, durationS: number): Promise<string> {
    return this.#sign(credential, credential.permissions.join(' '), this.#audience, durationS)
  }

  async issueForDisplay(
    credential: Credential,
    displayId: string,
    durationS: number,
  ): Promise<string | null> {
    const floor = await this.#parts.floorOfDisplay(accessOf(credential), displayId)
    if (floor === null) return null
    return this.#sign(credential, `${DISPLAY_SCOPE}${displayId}`, this.#displayAudience, durationS)
  }

  async authenticate(token: string): Promise<Access | null> {
    const claims = await this.#claimsOf(token)
    if (claims === null || claims.expiresAt <= this.#parts.clock()) return null
    // Asked each time, so that revoking a credential ends its tokens at once.
    const credential = await this.#parts.credentials.credential(claims.clientId)
    if (credential === null) return null
    const access = { ...accessOf(credential), expiresAt: claims.expiresAt }
    if (claims.displayId === null) return access
    const floor = await this.#parts.floorOfDisplay(access, claims.displayId)
    if (floor === null) return null
    const { organization, actor, name, expiresAt } = access
    return {
      organization,
      actor: `${actor} ${claims.displayId}`,
      name,
      expiresAt,
      scopes: new Set(['display'] as const),
      spaces: [floor],
      display: claims.displayId,
    }
  }

  async #sign(credential: Credential, scope: string, audience: string, durationS: number): Promise<string> {
    const { keys, issuer, clock, randomBytes } = this.#parts
    const { id, key } = await keys.current()
    const issuedAt = Math.floor(clock() / 1_000)
    return new SignJWT({ scope, jti: createId('jti', randomBytes) })
      .setProtectedHeader({ alg: SIGNING_ALGORITHM, kid: id, typ: TOKEN_TYPE })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject(credential.id)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + durationS)
      .sign(key)
  }

  async #claimsOf(token: string): Promise<Claims | null> {
    if (token.length > LONGEST_TOKEN_CHARACTERS || !token.startsWith('eyJ')) return null
    const hash = hashSecret(token)
    const known = this.#checked.get(hash)
    if (known !== undefined) return known
    const claims = await this.#check(token)
    if (claims !== null) this.#checked.set(hash, claims)
    return claims
  }

  async #check(token: string): Promise<Claims | null> {
    const { keys, issuer, clock } = this.#parts
    try {
      const { payload } = await jwtVerify(
        token,
        async ({ kid }) => {
          const key = kid === undefined ? null : await keys.find(kid)
          if (key === null) throw new UnknownKey()
          return key
        },
        {
          algorithms: [SIGNING_ALGORITHM],
          issuer,
          audience: [this.#audience, this.#displayAudience],
          typ: TOKEN_TYPE,
          requiredClaims: ['sub', 'exp', 'iat', 'scope'],
          currentDate: new Date(clock()),
        },
      )
      return this.#read(payload)
    } catch (error) {
      if (isRefusal(error)) return null
      throw error
    }
  }

  #read({ sub, aud, exp, scope }: JWTPayload): Claims | null {
    if (sub === undefined || exp === undefined || typeof scope !== 'string') return null
    const isDisplay = aud === this.#displayAudience
    if (isDisplay !== scope.startsWith(DISPLAY_SCOPE)) return null
    const displayId = isDisplay ? scope.slice(DISPLAY_SCOPE.length) : null
    return { clientId: sub, displayId, expiresAt: exp * 1_000 }
  }
}

/** A token that names a key which is not ours. */
class UnknownKey extends Error {}

/** Whether an error says something about the token; others, such as of the store, are not its fault. */
function isRefusal(error: unknown): boolean {
  if (error instanceof UnknownKey) return true
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_J')
}
