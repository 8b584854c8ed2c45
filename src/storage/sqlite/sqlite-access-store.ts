import type { Database, Statement } from 'better-sqlite3'
import type { AuditEntry } from '../../domain/access/audit.ts'
import type { Organization } from '../../domain/access/organization.ts'
import { type Scope, scopes } from '../../domain/access/scope.ts'
import type { AccessToken } from '../../domain/access/token.ts'
import type { OrganizationKey, SpaceKey } from '../../domain/portfolio/space.ts'
import type { AccessStore } from '../access-store.ts'
import { type AuditRow, AuditTable } from './audit-table.ts'
import { refusing } from './refusal.ts'
import type { WriteGuard } from './write-guard.ts'

const TOKEN_COLUMNS = `id, organization, name, hash, scopes, limited, shared, display,
  created_at as "createdAt", expires_at as "expiresAt"`

/** Organizations, tokens and the audit trail in SQLite. Every question reads the database: nothing is cached. */
export class SqliteAccessStore implements AccessStore {
  readonly #guard: WriteGuard
  readonly #audit: AuditTable
  readonly #selectOrganizations: Statement
  readonly #insertOrganization: Statement
  readonly #selectByHash: Statement
  readonly #selectTokens: Statement
  readonly #selectSpaces: Statement
  readonly #deleteToken: Statement
  readonly #addToken: (token: AccessToken) => void
  readonly #addAudit: (organization: OrganizationKey, entries: readonly AuditEntry[]) => void

  constructor(db: Database, guard: WriteGuard) {
    this.#guard = guard
    this.#audit = new AuditTable(db)
    this.#selectOrganizations = db.prepare(
      'select key, id, name, created_at as "createdAt" from organizations order by key',
    )
    this.#insertOrganization = db.prepare(
      'insert into organizations (key, id, name, created_at) values (@key, @id, @name, @createdAt)',
    )
    this.#selectByHash = db.prepare(`select ${TOKEN_COLUMNS} from tokens where hash = ?`)
    this.#selectTokens = db.prepare(
      `select ${TOKEN_COLUMNS} from tokens where organization = ? order by created_at, id`,
    )
    this.#selectSpaces = db
      .prepare('select space from token_spaces where token = ? order by position')
      .pluck()
    this.#deleteToken = db.prepare('delete from tokens where organization = ? and id = ?')
    this.#addToken = tokenInsertion(db)
    this.#addAudit = db.transaction((organization, entries) =>
      this.#audit.add(organization, entries),
    ).immediate
  }

  async organizations(): Promise<readonly Organization[]> {
    return this.#selectOrganizations.all() as Organization[]
  }

  async addOrganization(organization: Organization): Promise<void> {
    refusing(this.#guard, () => this.#insertOrganization.run(organization))
  }

  async addToken(token: AccessToken): Promise<void> {
    refusing(this.#guard, () => this.#addToken(token))
  }

  async tokenByHash(hash: string): Promise<AccessToken | null> {
    const row = this.#selectByHash.get(hash) as TokenRow | undefined
    return row === undefined ? null : this.#tokenOf(row)
  }

  async tokens(organization: OrganizationKey): Promise<readonly AccessToken[]> {
    return (this.#selectTokens.all(organization) as TokenRow[]).map((row) => this.#tokenOf(row))
  }

  async removeToken(organization: OrganizationKey, id: string): Promise<boolean> {
    return refusing(this.#guard, () => this.#deleteToken.run(organization, id)).changes > 0
  }

  async audit(
    organization: OrganizationKey,
    limit: number,
    before: number | null,
  ): Promise<readonly AuditRow[]> {
    return this.#audit.list(organization, limit, before ?? Number.MAX_SAFE_INTEGER)
  }

  async addAudit(organization: OrganizationKey, entries: readonly AuditEntry[]): Promise<void> {
    refusing(this.#guard, () => this.#addAudit(organization, entries))
  }

  #tokenOf({ scopes: words, limited, shared, display, ...row }: TokenRow): AccessToken {
    return {
      ...row,
      scopes: words.split(' ').filter(isScope),
      spaces: limited === 0 ? null : (this.#selectSpaces.all(row.id) as SpaceKey[]),
      ...(shared === 1 && { share: { display } }),
    }
  }
}

type TokenRow = Omit<AccessToken, 'scopes' | 'spaces' | 'share'> & {
  readonly scopes: string
  readonly limited: 0 | 1
  readonly shared: 0 | 1
  readonly display: string | null
}

function tokenInsertion(db: Database): (token: AccessToken) => void {
  const insertToken = db.prepare(
    `insert into tokens (id, organization, name, hash, scopes, limited, shared, display, created_at, expires_at)
     values (@id, @organization, @name, @hash, @words, @limited, @shared, @display, @createdAt, @expiresAt)`,
  )
  const insertSpace = db.prepare('insert into token_spaces (token, position, space) values (?, ?, ?)')
  return db.transaction((token: AccessToken) => {
    const { share, ...fields } = token
    insertToken.run({
      ...fields,
      words: token.scopes.join(' '),
      limited: token.spaces === null ? 0 : 1,
      shared: share === undefined ? 0 : 1,
      display: share?.display ?? null,
    })
    for (const [position, space] of (token.spaces ?? []).entries()) insertSpace.run(token.id, position, space)
  }).immediate
}

function isScope(word: string): word is Scope {
  return (scopes as readonly string[]).includes(word)
}
