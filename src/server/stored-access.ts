import { randomBytes } from 'node:crypto'
import { type Credentials, createCredentials } from '../identity/credentials.ts'
import { createIdentity, type Identity } from '../identity/identity.ts'
import { openSqliteAccess } from '../storage/sqlite/sqlite-store.ts'
import { requireStore } from './stored-file.ts'

/** The access part of a store, which commands change while a server has the store open. */
export interface StoredAccess {
  readonly identity: Pick<Identity, 'organizations' | 'tokens' | 'issueToken' | 'revokeToken'>
  readonly credentials: Pick<Credentials, 'issue' | 'list' | 'revoke'>
  close(): void
}

/**
 * Opens who may do what in the store of a data directory, also while a server serves it: what is issued or revoked
 * counts there at once. Throws `StoreUnusable` when there is no store.
 */
export function openStoredAccess(directory: string): StoredAccess {
  requireStore(directory)
  const { access, credentials, close } = openSqliteAccess(directory)
  const identity = createIdentity({
    store: access,
    reserveKey: () => Promise.reject(new Error('Keys are reserved by the process that has the store open.')),
    clock: Date.now,
    randomBytes,
  })
  return {
    identity,
    credentials: createCredentials({ store: credentials, trail: access, clock: Date.now, randomBytes }),
    close,
  }
}
