import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AuditEntry } from '../../src/domain/access/audit.ts'
import type { Credential } from '../../src/domain/access/credential.ts'
import type { User } from '../../src/domain/access/user.ts'
import { invalid } from '../../src/domain/errors.ts'
import type { Store } from '../../src/storage/store.ts'

/** What every engine must do with client credentials, signing keys and users. Run it against each. */
export function describeClientsAndUsers(engine: string, open: () => Promise<Store>): void {
  let store: Store

  beforeEach(async () => {
    store = await open()
  })
  afterEach(() => store.close())

  describe(`${engine} credentials`, () => {
    test('are found by their id, and none by another', async () => {
      const everywhere = credential('a')
      const limited = credential('b', { spaces: [9, 3], permissions: ['read', 'users'], role: 'admin' })
      const nowhere = credential('c', { spaces: [] })
      for (const added of [everywhere, limited, nowhere]) await store.credentials.addCredential(added)

      expect(await store.credentials.credential('cli_a')).toEqual(everywhere)
      expect(await store.credentials.credential('cli_b')).toEqual(limited)
      expect(await store.credentials.credential('cli_c')).toEqual(nowhere)
      expect(await store.credentials.credential('cli_d')).toBeNull()
    })

    test('are listed by organization, oldest first', async () => {
      for (const added of [
        credential('b', { createdAt: 2 }),
        credential('c', { createdAt: 1 }),
        credential('a', { createdAt: 2 }),
        credential('x', { organization: 2 }),
      ])
        await store.credentials.addCredential(added)

      const ids = (await store.credentials.credentials(1)).map(({ id }) => id)

      expect(ids).toEqual(['cli_c', 'cli_a', 'cli_b'])
    })

    test.each([credential('b', { id: 'cli_a' }), credential('b', { hash: 'hash-a' })])(
      'do not share an id or a hash',
      async (clash) => {
        await store.credentials.addCredential(credential('a'))

        await expect(store.credentials.addCredential(clash)).rejects.toMatchObject({ kind: 'conflict' })
      },
    )

    test('are removed by their own organization only, once', async () => {
      await store.credentials.addCredential(credential('a', { spaces: [1] }))

      expect(await store.credentials.removeCredential(2, 'cli_a')).toBe(false)
      expect(await store.credentials.credential('cli_a')).not.toBeNull()
      expect(await store.credentials.removeCredential(1, 'cli_a')).toBe(true)
      expect(await store.credentials.credential('cli_a')).toBeNull()
      expect(await store.credentials.removeCredential(1, 'cli_a')).toBe(false)
    })
  })

  describe(`${engine} signing keys`, () => {
    test('are listed newest first, until they are removed', async () => {
      const keys = [1, 3, 2].map((createdAt) => ({
        id: `key_${createdAt}`,
        publicJwk: '{"x":1}',
        privateJwk: '{"d":1}',
        createdAt,
      }))
      for (const key of keys) await store.signingKeys.addSigningKey(key)

      await store.signingKeys.removeSigningKey('key_2')

      expect(await store.signingKeys.signingKeys()).toEqual([keys[1], keys[0]])
      await expect(store.signingKeys.addSigningKey(keys[0] ?? missing())).rejects.toMatchObject({
        kind: 'conflict',
      })
    })
  })

  describe(`${engine} users`, () => {
    test('are put, replaced and removed, each with its entry in the audit', async () => {
      const [ada, bob] = [user('a', { spaces: ['spc_2', 'spc_1'] }), user('b', { createdAt: 1 })]
      await store.users.change(1, () => ({ put: ada, audit: entry('create a') }))
      await store.users.change(1, () => ({ put: bob, audit: entry('create b') }))
      const changed = { ...ada, email: 'ADA@example.org', fullName: null, spaces: ['spc_3'] }
      await store.users.change(1, () => ({ put: changed, audit: entry('update a') }))

      expect(await store.users.users(1)).toEqual([bob, changed])
      await store.users.change(1, () => ({ removed: 'usr_b', audit: entry('delete b') }))
      expect(await store.users.users(1)).toEqual([changed])
      const actions = (await store.access.audit(1, 10, null)).map(({ action }) => action)
      expect(actions).toEqual(['delete b', 'update a', 'create b', 'create a'])
    })

    test('are decided on as they are, and stay so when nothing is decided', async () => {
      await store.users.change(1, () => ({ put: user('a'), audit: entry('create a') }))
      const seen: (readonly User[])[] = []

      await store.users.change(1, (users) => {
        seen.push(users)
        return null
      })
      const refused = store.users.change(1, () => {
        throw invalid('last_owner', 'no')
      })

      await expect(refused).rejects.toMatchObject({ kind: 'invalid', code: 'last_owner' })
      expect(seen).toEqual([[user('a')]])
      expect(await store.users.users(1)).toEqual([user('a')])
      expect(await store.access.audit(1, 10, null)).toHaveLength(1)
    })

    test('do not share an e-mail address in one organization, whatever its case', async () => {
      await store.users.change(1, () => ({ put: user('a'), audit: entry('create') }))
      const same = user('b', { email: 'A@EXAMPLE.ORG' })

      const clash = store.users.change(1, () => ({ put: same, audit: entry('clash') }))

      await expect(clash).rejects.toMatchObject({ kind: 'conflict' })
      expect(await store.users.users(1)).toEqual([user('a')])
      expect(await store.access.audit(1, 10, null)).toHaveLength(1)
      const elsewhere = { ...same, organization: 2 }
      await store.users.change(2, () => ({ put: elsewhere, audit: entry('create') }))
      expect(await store.users.users(2)).toEqual([elsewhere])
    })

    test('are out of reach for another organization', async () => {
      await store.users.change(1, () => ({ put: user('a'), audit: entry('create') }))

      await store.users.change(2, () => ({ removed: 'usr_a', audit: entry('delete') }))

      expect(await store.users.users(1)).toEqual([user('a')])
    })
  })
}

function credential(name: string, change: Partial<Credential> = {}): Credential {
  return {
    id: `cli_${name}`,
    organization: 1,
    name: `Client ${name}`,
    hash: `hash-${name}`,
    permissions: ['read', 'write', 'users'],
    role: null,
    spaces: null,
    createdAt: 1_714_000_000_123,
    ...change,
  }
}

function user(name: string, change: Partial<User> = {}): User {
  return {
    id: `usr_${name}`,
    organization: 1,
    email: `${name}@example.org`,
    fullName: `Person ${name}`,
    role: 'editor',
    spaces: [],
    createdAt: 1_714_000_000_123,
    ...change,
  }
}

function entry(action: string): AuditEntry {
  return { at: 5, actor: 'Ada (cli_a)', action, target: 'usr_a', before: null, after: null }
}

function missing(): never {
  throw new Error('there is no such key')
}
