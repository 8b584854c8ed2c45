import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AuditEntry } from '../../src/domain/access/audit.ts'
import type { AccessToken } from '../../src/domain/access/token.ts'
import type { AccessStore } from '../../src/storage/access-store.ts'
import type { Store } from '../../src/storage/store.ts'

/** What every access store must do. Run it against each engine. */
export function describeAccessStore(engine: string, open: () => Promise<Store>): void {
  describe(`${engine} access store`, () => {
    let opened: Store
    let access: AccessStore

    beforeEach(async () => {
      opened = await open()
      access = opened.access
    })

    afterEach(() => opened.close())

    test('lists organizations by key', async () => {
      const [second, first] = [organization(2), organization(1)]
      await access.addOrganization(second)
      await access.addOrganization(first)

      expect(await access.organizations()).toEqual([first, second])
    })

    test.each([
      { ...organization(2), key: 1 },
      { ...organization(2), id: 'org_1' },
    ])('refuses an organization whose key or id is taken', async (clash) => {
      await access.addOrganization(organization(1))

      await expect(access.addOrganization(clash)).rejects.toMatchObject({ kind: 'conflict' })
      expect(await access.organizations()).toEqual([organization(1)])
    })

    test('finds a token by its hash, expired or not, and none by another', async () => {
      const everything = token('a', { expiresAt: 1 })
      const limited = token('b', { spaces: [9, 3], scopes: ['read', 'ingest'] })
      const nowhere = token('c', { spaces: [], scopes: [] })
      const shared = token('s', { spaces: [9], share: { display: null } })
      const onDisplay = token('y', { share: { display: 'dsp_1' } })
      for (const added of [everything, limited, nowhere, shared, onDisplay]) await access.addToken(added)

      expect(await access.tokenByHash('hash-a')).toEqual(everything)
      expect(await access.tokenByHash('hash-b')).toEqual(limited)
      expect(await access.tokenByHash('hash-c')).toEqual(nowhere)
      expect(await access.tokenByHash('hash-s')).toEqual(shared)
      expect(await access.tokenByHash('hash-y')).toEqual(onDisplay)
      expect(await access.tokenByHash('hash-d')).toBeNull()
    })

    test('lists the tokens of one organization, oldest first', async () => {
      const tokens = [
        token('b', { createdAt: 2 }),
        token('c', { createdAt: 1 }),
        token('a', { createdAt: 2 }),
      ]
      for (const added of tokens) await access.addToken(added)
      await access.addToken(token('x', { organization: 2 }))

      expect((await access.tokens(1)).map(({ id }) => id)).toEqual(['tkn_c', 'tkn_a', 'tkn_b'])
      expect(await access.tokens(3)).toEqual([])
    })

    test.each([token('b', { id: 'tkn_a' }), token('b', { hash: 'hash-a' })])(
      'refuses a token whose id or hash is taken',
      async (clash) => {
        await access.addToken(token('a'))

        await expect(access.addToken({ ...clash, organization: 2 })).rejects.toMatchObject({
          kind: 'conflict',
        })
        expect(await access.tokens(2)).toEqual([])
      },
    )

    test('a removed token opens nothing any more', async () => {
      await access.addToken(token('a', { spaces: [1] }))

      expect(await access.removeToken(1, 'tkn_a')).toBe(true)

      expect(await access.tokenByHash('hash-a')).toBeNull()
      expect(await access.removeToken(1, 'tkn_a')).toBe(false)
    })

    test('an organization cannot remove the token of another', async () => {
      await access.addToken(token('a'))

      expect(await access.removeToken(2, 'tkn_a')).toBe(false)

      expect(await access.tokenByHash('hash-a')).toEqual(token('a'))
    })

    test('pages through the audit trail from the newest on', async () => {
      const entries = ['one', 'two', 'three', 'four'].map(entry)
      await access.addAudit(1, entries.slice(0, 2))
      await access.addAudit(2, [entry('elsewhere')])
      await access.addAudit(1, entries.slice(2))

      const page = await access.audit(1, 3, null)
      const next = await access.audit(1, 3, page.at(-1)?.sequence ?? null)

      expect(page.map(({ sequence: _, ...rest }) => rest)).toEqual(entries.slice(1).toReversed())
      expect(next.map(({ action }) => action)).toEqual(['one'])
      expect(await access.audit(1, 3, next[0]?.sequence ?? null)).toEqual([])
    })
  })
}

function organization(key: number) {
  return { key, id: `org_${key}`, name: `Company ${key}`, createdAt: 1_714_000_000_123 }
}

function token(name: string, change: Partial<AccessToken> = {}): AccessToken {
  return {
    id: `tkn_${name}`,
    organization: 1,
    name: `Token ${name}`,
    hash: `hash-${name}`,
    scopes: ['read', 'write', 'ingest', 'admin'],
    spaces: null,
    createdAt: 1_714_000_000_123,
    expiresAt: null,
    ...change,
  }
}

function entry(action: string): AuditEntry {
  return { at: 5, actor: 'Ada (tkn_a)', action, target: 'spc_1', before: '{"name":"A"}', after: null }
}
