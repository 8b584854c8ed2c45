import { createHmac, randomBytes } from 'node:crypto'
import { type CryptoKey, exportJWK, exportSPKI, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose'
import { beforeEach, describe, expect, test } from 'vitest'
import { type Credentials, createCredentials, type IssuedCredential } from '../../src/identity/credentials.ts'
import { createSignedTokens, type SignedTokens } from '../../src/identity/signed-tokens.ts'
import { SigningKeys } from '../../src/identity/signing-keys.ts'
import { openMemoryStore } from '../../src/storage/memory/memory-store.ts'
import type { SigningKeyStore } from '../../src/storage/signing-key-store.ts'
import type { Store } from '../../src/storage/store.ts'

const DAY_MS = 86_400_000
const ISSUER = 'https://count.example.org'
const AUDIENCE = `${ISSUER}/v3`
const FLOOR = 7

let now: number
let store: Store
let keys: SigningKeys
let tokens: SignedTokens
let credentials: Credentials
let client: IssuedCredential
let displays: Set<string>

beforeEach(async () => {
  now = Date.parse('2024-05-14T09:00:00.500Z')
  store = openMemoryStore()
  displays = new Set(['dsp_1'])
  keys = new SigningKeys(store.signingKeys, () => now, randomBytes)
  tokens = tokensOver(store, keys)
  const trail = store.access
  credentials = createCredentials({ store: store.credentials, trail, clock: () => now, randomBytes })
  const permissions = ['read', 'users'] as const
  client = await credentials.issue(
    { organization: 3, name: 'Robot', permissions, role: null, spaces: [4] },
    'test',
  )
})

function tokensOver(over: Store, signing: SigningKeys, issuer = ISSUER): SignedTokens {
  return createSignedTokens({
    keys: signing,
    credentials: over.credentials,
    floorOfDisplay: async (_access, id) => (displays.has(id) ? FLOOR : null),
    issuer,
    clock: () => now,
    randomBytes,
  })
}

/** What the genuine token has, signed by the genuine key, but for some changes. */
async function forge(claims: object = {}, header: object = {}, key?: Parameters<SignJWT['sign']>[0]) {
  const current = await keys.current()
  const seconds = Math.floor(now / 1_000)
  const payload = {
    iss: ISSUER,
    aud: AUDIENCE,
    sub: client.credential.id,
    scope: 'read users',
    iat: seconds,
    exp: seconds + 60,
    ...claims,
  }
  const full = { alg: 'ES256', kid: current.id, typ: 'at+jwt', ...header }
  return new SignJWT(payload).setProtectedHeader(full).sign(key ?? current.key)
}

function base64url(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

describe('an OAuth token', () => {
  test('opens what its credential permits', async () => {
    const token = await tokens.issue(client.credential, 60)

    expect(await tokens.authenticate(token)).toEqual({
      organization: 3,
      actor: `${client.credential.id} Robot`,
      name: 'Robot',
      expiresAt: Math.floor(now / 1_000) * 1_000 + 60_000,
      scopes: new Set(['read', 'users']),
      spaces: [4],
    })
  })

  test('ends to the second, also once it has been checked and remembered', async () => {
    const token = await tokens.issue(client.credential, 60)
    const end = Math.floor(now / 1_000) * 1_000 + 60_000

    now = end - 1
    expect(await tokens.authenticate(token)).not.toBeNull()
    now = end
    expect(await tokens.authenticate(token)).toBeNull()
    expect(await tokensOver(store, keys).authenticate(token)).toBeNull()
  })

  test('ends with its credential at once', async () => {
    const token = await tokens.issue(client.credential, 60)
    expect(await tokens.authenticate(token)).not.toBeNull()

    await credentials.revoke(3, client.credential.id, 'test')

    expect(await tokens.authenticate(token)).toBeNull()
  })

  test('made by hand with the genuine key and claims is genuine, so that the forgeries below fail for their own reasons', async () => {
    expect(await tokens.authenticate(await forge())).not.toBeNull()
  })
})

describe('a forged token', () => {
  const claims: readonly (readonly [string, object])[] = [
    ['of another issuer', { iss: 'https://elsewhere.example.org' }],
    ['of no issuer', { iss: undefined }],
    ['for another audience', { aud: 'https://api.example.org' }],
    ['for no audience', { aud: undefined }],
    ['that has expired', { exp: 1 }],
    ['that never expires', { exp: undefined }],
    ['not valid yet', { nbf: 4_000_000_000 }],
    ['of an unknown client', { sub: 'cli_unknown' }],
    ['of nobody', { sub: undefined }],
    ['without scope', { scope: undefined }],
    ['of a display for the audience of clients', { scope: 'display:dsp_1' }],
    ['of a client for the audience of displays', { aud: `${AUDIENCE}/wayfinding` }],
  ]
  test.each(claims)('%s opens nothing', async (_title, change) => {
    expect(await tokens.authenticate(await forge(change))).toBeNull()
  })

  test.each([
    ['another type', { typ: 'JWT' }],
    ['an unknown key', { kid: 'key_unknown' }],
    ['no key', { kid: undefined }],
    ['an extension it insists on', { crit: ['exp2'], exp2: 1 }],
  ])('that names %s opens nothing', async (_title, header) => {
    const forged = await forge({}, header).catch(() => null)

    // What the library refuses to sign is put together by hand.
    const [, payload = '', signature = ''] = (await forge()).split('.')
    const { id: kid } = await keys.current()
    const byHand = `${base64url({ alg: 'ES256', kid, typ: 'at+jwt', ...header })}.${payload}.${signature}`
    for (const token of [forged, byHand]) {
      if (token !== null) expect(await tokens.authenticate(token)).toBeNull()
    }
  })

  test.each(['none', 'None', 'NONE', 'nOnE'])('without a signature, alg %s, opens nothing', async (alg) => {
    const [, payload = '', signature = ''] = (await forge()).split('.')
    const { id: kid } = await keys.current()
    const header = base64url({ alg, kid, typ: 'at+jwt' })

    expect(await tokens.authenticate(`${header}.${payload}.`)).toBeNull()
    expect(await tokens.authenticate(`${header}.${payload}.${signature}`)).toBeNull()
    expect(await tokens.authenticate(`${header}.${payload}`)).toBeNull()
  })

  test('signed by HMAC with the public key as the secret opens nothing', async () => {
    const { id: kid } = await keys.current()
    const [jwk] = (await keys.publicKeys()).keys
    const publicKey = await importJWK(jwk as JWK, 'ES256', { extractable: true })
    const [, payload = ''] = (await forge()).split('.')
    const secrets = [JSON.stringify(jwk), await exportSPKI(publicKey as CryptoKey)]
    for (const secret of secrets) {
      const signed = `${base64url({ alg: 'HS256', kid, typ: 'at+jwt' })}.${payload}`
      const signature = createHmac('sha256', secret).update(signed).digest('base64url')

      expect(await tokens.authenticate(`${signed}.${signature}`)).toBeNull()
    }
  })

  test('signed by another key, its own or one it brings along, opens nothing', async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
    const { kty, crv, x, y } = await exportJWK(publicKey)

    expect(await tokens.authenticate(await forge({}, {}, privateKey))).toBeNull()
    expect(await tokens.authenticate(await forge({}, { jwk: { kty, crv, x, y } }, privateKey))).toBeNull()
    const jku = 'https://elsewhere.example.org/jwks.json'
    expect(await tokens.authenticate(await forge({}, { jku }, privateKey))).toBeNull()
  })

  test('of another installation opens nothing, also when it goes by the same name', async () => {
    const elsewhere = openMemoryStore()
    const other = tokensOver(elsewhere, new SigningKeys(elsewhere.signingKeys, () => now, randomBytes))

    expect(await tokens.authenticate(await other.issue(client.credential, 60))).toBeNull()
  })

  test('changed anywhere opens nothing', async () => {
    const token = await tokens.issue(client.credential, 60)
    const [header = '', payload = '', signature = ''] = token.split('.')
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString())
    const grown = base64url({ ...claims, scope: 'read write users admin' })

    expect(await tokens.authenticate(`${header}.${grown}.${signature}`)).toBeNull()
    for (let at = 0; at < token.length; at += 7) {
      const changed = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1)
      // The last character of a part has bits that stand for nothing.
      if (Buffer.from(changed.split('.')[2] ?? '', 'base64url').equals(Buffer.from(signature, 'base64url'))) {
        if (changed.startsWith(`${header}.${payload}.`)) continue
      }
      expect(await tokens.authenticate(changed)).toBeNull()
    }
  })

  test.each(['', 'eyJ', 'eyJ.eyJ.eyJ', 'a.b.c', `eyJ${'A'.repeat(100_000)}`, 'eyJhbGciOiJFUzI1NiJ9..'])(
    '%.20j… that is none at all opens nothing',
    async (token) => {
      await keys.current()

      expect(await tokens.authenticate(token)).toBeNull()
    },
  )
})

describe('a display’s token', () => {
  test('opens the right of a display for its floor, and nothing else', async () => {
    const token = await tokens.issueForDisplay(client.credential, 'dsp_1', 60)

    expect(await tokens.authenticate(token ?? '')).toEqual({
      organization: 3,
      actor: `${client.credential.id} Robot dsp_1`,
      name: 'Robot',
      expiresAt: Math.floor(now / 1_000) * 1_000 + 60_000,
      scopes: new Set(['display']),
      spaces: [FLOOR],
      display: 'dsp_1',
    })
  })

  test('is not issued for a display that the client does not see, and ends with its display', async () => {
    const token = await tokens.issueForDisplay(client.credential, 'dsp_1', 60)

    expect(await tokens.issueForDisplay(client.credential, 'dsp_2', 60)).toBeNull()
    displays.clear()
    expect(await tokens.authenticate(token ?? '')).toBeNull()
  })
})

describe('signing keys', () => {
  test('are made once, also when many ask at the same time', async () => {
    await Promise.all(Array.from({ length: 20 }, () => tokens.issue(client.credential, 60)))

    expect(await store.signingKeys.signingKeys()).toHaveLength(1)
  })

  test('are found again after a restart', async () => {
    const token = await tokens.issue(client.credential, 60)
    const restarted = tokensOver(store, new SigningKeys(store.signingKeys, () => now, randomBytes))

    expect(await restarted.authenticate(token)).not.toBeNull()
    await restarted.issue(client.credential, 60)
    expect(await store.signingKeys.signingKeys()).toHaveLength(1)
  })

  test('are replaced after 30 days, and verify until what they signed last has expired', async () => {
    await keys.current()
    now += 30 * DAY_MS - 1
    const last = await tokens.issue(client.credential, 86_400)

    now += 1
    await tokens.issue(client.credential, 60)

    expect((await keys.publicKeys()).keys).toHaveLength(2)
    now += DAY_MS - 2_000
    expect(await tokensOver(store, keys).authenticate(last)).not.toBeNull()
    now += DAY_MS
    expect((await keys.publicKeys()).keys).toHaveLength(1)
    now += 30 * DAY_MS
    await keys.current()
    expect(await store.signingKeys.signingKeys()).toHaveLength(1)
  })

  test('show nothing of their private halves', async () => {
    await keys.current()

    const [key] = (await keys.publicKeys()).keys
    expect(Object.keys(key ?? {}).toSorted()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y'])
  })

  test('that cannot be made are tried again', async () => {
    let isFull = true
    const disk: SigningKeyStore = {
      signingKeys: () => store.signingKeys.signingKeys(),
      removeSigningKey: (id) => store.signingKeys.removeSigningKey(id),
      addSigningKey: (key) =>
        isFull ? Promise.reject(new Error('the disk is full')) : store.signingKeys.addSigningKey(key),
    }
    const stuck = new SigningKeys(disk, () => now, randomBytes)
    await expect(stuck.current()).rejects.toThrow('disk is full')

    isFull = false

    expect((await stuck.current()).id).toMatch(/^key_/)
  })
})
