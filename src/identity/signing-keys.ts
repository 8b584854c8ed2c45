import { type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose'
import type { SigningKey } from '../domain/access/signing-key.ts'
import { DAY_MS, type EpochMs, HOUR_MS } from '../domain/time/interval.ts'
import type { SigningKeyStore } from '../storage/signing-key-store.ts'
import { createId, type RandomBytes } from './secret.ts'

/** The one algorithm that tokens are signed with: what says another one is no token. */
export const SIGNING_ALGORITHM = 'ES256'

/** The longest that a token may hold (density-v3.md §8). */
export const LONGEST_TOKEN_S = 86_400

/** How long a key signs before a new one takes its place. */
const SIGNS_FOR_MS = 30 * DAY_MS
/** How long a key verifies: until what it signed last has expired, with an hour to spare. */
const VERIFIES_FOR_MS = SIGNS_FOR_MS + LONGEST_TOKEN_S * 1_000 + HOUR_MS

/** A key that signs, with the id that goes into the token's header. */
export interface CurrentKey {
  readonly id: string
  readonly key: CryptoKey
}

/** The keys that sign and verify tokens: made when first needed, replaced every 30 days. */
export class SigningKeys {
  readonly #store: SigningKeyStore
  readonly #clock: () => EpochMs
  readonly #randomBytes: RandomBytes
  /** Imported public keys by id, with the moment at which they stop to verify. */
  readonly #verifying = new Map<string, { readonly key: CryptoKey; readonly until: EpochMs }>()
  #current: Promise<CurrentKey & { readonly until: EpochMs }> | null = null

  constructor(store: SigningKeyStore, clock: () => EpochMs, randomBytes: RandomBytes) {
    this.#store = store
    this.#clock = clock
    this.#randomBytes = randomBytes
  }

  /** The key to sign with now. */
  async current(): Promise<CurrentKey> {
    // One attempt at a time, so that the first requests of a new store do not make a key each.
    this.#current ??= this.#findOrMake()
    try {
      const current = await this.#current
      if (this.#clock() < current.until) return current
    } catch (error) {
      this.#current = null
      throw error
    }
    this.#current = this.#findOrMake()
    return this.#current
  }

  /** The public key with an id; `null` when there is none that still verifies. */
  async find(id: string): Promise<CryptoKey | null> {
    const known = this.#verifying.get(id) ?? (await this.#load(id))
    return known !== null && this.#clock() < known.until ? known.key : null
  }

  /** All public keys that still verify, as a JSON Web Key Set. */
  async publicKeys(): Promise<{ readonly keys: readonly JWK[] }> {
    const keys = await this.#store.signingKeys()
    const alive = keys.filter(({ createdAt }) => this.#clock() < createdAt + VERIFIES_FOR_MS)
    return { keys: alive.map(({ publicJwk }) => JSON.parse(publicJwk) as JWK) }
  }

  async #findOrMake(): Promise<CurrentKey & { readonly until: EpochMs }> {
    const [newest] = await this.#store.signingKeys()
    const isFresh = newest !== undefined && this.#clock() < newest.createdAt + SIGNS_FOR_MS
    const { id, privateJwk, createdAt } = isFresh ? newest : await this.#make()
    return { id, key: await imported(privateJwk), until: createdAt + SIGNS_FOR_MS }
  }

  async #make(): Promise<SigningKey> {
    const { publicKey, privateKey } = await generateKeyPair(SIGNING_ALGORITHM, { extractable: true })
    const id = createId('key', this.#randomBytes)
    const publicJwk = { ...(await exportJWK(publicKey)), kid: id, alg: SIGNING_ALGORITHM, use: 'sig' }
    const made = {
      id,
      publicJwk: JSON.stringify(publicJwk),
      privateJwk: JSON.stringify(await exportJWK(privateKey)),
      createdAt: this.#clock(),
    }
    await this.#store.addSigningKey(made)
    await this.#removeDead()
    return made
  }

  async #removeDead(): Promise<void> {
    for (const { id, createdAt } of await this.#store.signingKeys()) {
      if (this.#clock() < createdAt + VERIFIES_FOR_MS) continue
      this.#verifying.delete(id)
      await this.#store.removeSigningKey(id)
    }
  }

  async #load(id: string): Promise<{ readonly key: CryptoKey; readonly until: EpochMs } | null> {
    const found = (await this.#store.signingKeys()).find((key) => key.id === id)
    if (found === undefined) return null
    const loaded = { key: await imported(found.publicJwk), until: found.createdAt + VERIFIES_FOR_MS }
    this.#verifying.set(id, loaded)
    return loaded
  }
}

async function imported(jwk: string): Promise<CryptoKey> {
  const key = await importJWK(JSON.parse(jwk) as JWK, SIGNING_ALGORITHM)
  if (key instanceof Uint8Array) throw new Error('a stored signing key is symmetric')
  return key
}
