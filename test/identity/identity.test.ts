import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Access } from '../../src/domain/access/access.ts'
import { scopes } from '../../src/domain/access/scope.ts'
import { createIdentity, type Identity, type NewOrganization } from '../../src/identity/identity.ts'
import type { AccessStore } from '../../src/storage/access-store.ts'
import { MemoryAccessStore } from '../../src/storage/memory/memory-access-store.ts'
import { MemoryAudit } from '../../src/storage/memory/memory-audit.ts'
import { openDatabase } from '../../src/storage/sqlite/database.ts'
import { SqliteAccessStore } from '../../src/storage/sqlite/sqlite-access-store.ts'
import { unguarded } from '../../src/storage/sqlite/write-guard.ts'

interface Opened {
  readonly store: AccessStore
  readonly close: () => void
}

const engines: Readonly<Record<string, () => Opened>> = {
  memory: () => ({ store: new MemoryAccessStore(new MemoryAudit()), close: () => undefined }),
  sqlite: () => {
    const db = openDatabase(':memory:')
    return { store: new SqliteAccessStore(db, unguarded), close: () => db.close() }
  },
}

describe.each(Object.entries(engines))('identity over %s', (_engine, open) => {
  let opened: Opened
  let now: number
  let lastKey: number
  let identity: Identity

  beforeEach(() => {
    opened = open()
    now = Date.parse('2024-05-14T09:00:00Z')
    lastKey = 0
    identity = identityOver(opened.store)
  })
  afterEach(() => opened.close())

  function identityOver(store: AccessStore): Identity {
    return createIdentity({ store, reserveKey: async () => ++lastKey, clock: () => now, randomBytes })
  }

  async function firstOwner(): Promise<NewOrganization> {
    const owner = await identity.ensureOwner()
    if (owner === null) throw new Error('the store was not empty')
    return owner
  }

  async function accessOf(secret: string): Promise<Access> {
    const access = await identity.authenticate(secret)
    if (access === null) throw new Error('the secret opens nothing')
    return access
  }

  test('the first start makes an organization and an owner with every scope', async () => {
    const { organization, secret, token } = await firstOwner()

    expect(secret).toMatch(/^tok_[A-Za-z0-9_-]{43}$/)
    expect(await identity.authenticate(secret)).toEqual({
      organization: organization.key,
      actor: `${token.id} owner`,
      name: 'owner',
      expiresAt: null,
      scopes: new Set(scopes),
      spaces: null,
    })
  })

  test('the second start makes nothing', async () => {
    await firstOwner()

    expect(await identity.ensureOwner()).toBeNull()
    expect(await identity.organizations()).toHaveLength(1)
  })

  test('the first owner token can be given, and is then not another', async () => {
    await identity.ensureOwner('tok_automation')

    expect(await identity.authenticate('tok_automation')).not.toBeNull()
    expect(await identity.ensureOwner('tok_other_automation')).toBeNull()
    expect(await identity.authenticate('tok_other_automation')).toBeNull()
  })

  test('a first start that died before there was a token is finished by the next', async () => {
    const left = { key: ++lastKey, id: 'org_1', name: 'Headcount', createdAt: now }
    await opened.store.addOrganization(left)

    const owner = await firstOwner()

    expect(owner.organization).toEqual(left)
    expect(await identity.authenticate(owner.secret)).not.toBeNull()
  })

  test('revoking every token does not bring an owner back at the next start', async () => {
    const { organization, token } = await firstOwner()
    await identity.revokeToken(organization.key, token.id, 'test')

    expect(await identity.ensureOwner()).toBeNull()
  })

  test('keeps the hash of a secret, and the secret nowhere', async () => {
    const { organization, secret } = await firstOwner()

    const kept = JSON.stringify([
      await opened.store.tokens(organization.key),
      await identity.audit(organization.key, 100, null),
    ])

    expect(kept).not.toContain(secret)
    expect(kept).not.toContain(secret.replace('tok_', ''))
  })

  test.each(['', 'tok_', 'tok_unknown', 'Bearer tok_unknown'])('%j opens nothing', async (bearer) => {
    await firstOwner()

    expect(await identity.authenticate(bearer)).toBeNull()
  })

  test('a token works until it expires, and not at that very moment', async () => {
    const { organization } = await firstOwner()
    const expiresAt = now + 1_000
    const { secret } = await identity.issueToken(
      { organization: organization.key, name: 'short', scopes: ['read'], spaces: [4, 5], expiresAt },
      'test',
    )

    now = expiresAt - 1
    expect(await identity.authenticate(secret)).toMatchObject({ scopes: new Set(['read']), spaces: [4, 5] })
    now = expiresAt
    expect(await identity.authenticate(secret)).toBeNull()
  })

  test('a token that another process revokes stops working here at once', async () => {
    const { organization, token, secret } = await firstOwner()
    expect(await identity.authenticate(secret)).not.toBeNull()

    await identityOver(opened.store).revokeToken(organization.key, token.id, 'another process')

    expect(await identity.authenticate(secret)).toBeNull()
  })

  test('a token can be revoked once, and only by its own organization', async () => {
    const { organization, token, secret } = await firstOwner()

    expect(await identity.revokeToken(organization.key + 1, token.id, 'stranger')).toBe(false)
    expect(await identity.authenticate(secret)).not.toBeNull()
    expect(await identity.revokeToken(organization.key, token.id, 'test')).toBe(true)
    expect(await identity.revokeToken(organization.key, token.id, 'test')).toBe(false)
  })

  test('an owner of the first organization creates another, which it cannot see into', async () => {
    const first = await firstOwner()

    const second = await identity.createOrganization('Tenant', await accessOf(first.secret))

    expect((await identity.organizations()).map(({ name }) => name)).toEqual(['Headcount', 'Tenant'])
    expect(await accessOf(second.secret)).toMatchObject({ organization: second.organization.key })
    expect(await identity.tokens(first.organization.key)).toEqual([first.token])
    expect(await identity.tokens(second.organization.key)).toEqual([second.token])
  })

  test('nobody else creates organizations', async () => {
    const first = await firstOwner()
    const owner = await accessOf(first.secret)
    const second = await identity.createOrganization('Tenant', owner)

    for (const by of [
      await accessOf(second.secret),
      { ...owner, scopes: new Set(['write' as const]) },
      { ...owner, spaces: [1] },
    ]) {
      await expect(identity.createOrganization('Third', by)).rejects.toMatchObject({ kind: 'forbidden' })
    }
    expect(await identity.organizations()).toHaveLength(2)
  })

  test('records who issued and revoked what', async () => {
    const { organization } = await firstOwner()
    const { token } = await identity.issueToken(
      { organization: organization.key, name: 'kiosk', scopes: ['read'], spaces: null, expiresAt: null },
      'tkn_1 owner',
    )
    await identity.revokeToken(organization.key, token.id, 'tkn_2 other')

    const [revoked, issued, owner] = await identity.audit(organization.key, 10, null)

    const description = JSON.stringify({ name: 'kiosk', scopes: ['read'], spaces: null, expiresAt: null })
    expect(revoked).toMatchObject({
      actor: 'tkn_2 other',
      action: 'token.revoke',
      target: token.id,
      before: description,
      after: null,
    })
    expect(issued).toMatchObject({
      at: now,
      actor: 'tkn_1 owner',
      action: 'token.create',
      target: token.id,
      before: null,
      after: description,
    })
    expect(owner).toMatchObject({ actor: 'system', action: 'token.create' })
  })
})
