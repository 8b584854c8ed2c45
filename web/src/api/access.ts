import type { IssuedToken, NewToken, Role, Scope } from '../../../src/client/native-wire.ts'
import { get, send } from './server.ts'

/** A token without its secret. */
export interface Token {
  readonly id: string
  readonly name: string
  readonly scopes: readonly Scope[]
  /** `null` for all. */
  readonly space_ids: readonly string[] | null
  readonly created_at: string
  readonly expires_at: string | null
}

export type Permission = 'read' | 'write' | 'users'

/** Body of `POST /api/credentials`. */
interface NewCredential {
  readonly name: string
  readonly permissions: readonly Permission[]
  readonly role?: Role | null
  readonly space_ids?: readonly string[]
}

/** A client credential without its secret. */
export interface Credential {
  readonly client_id: string
  readonly name: string
  readonly permissions: readonly Permission[]
  readonly role: Role | null
  /** `null` for all. */
  readonly space_ids: readonly string[] | null
  readonly created_at: string
}

/** A client credential with its secret, which is shown this once. */
export interface IssuedCredential extends Credential {
  readonly client_secret: string
}

export const tokens = (signal?: AbortSignal) => get<readonly Token[]>('/api/tokens', undefined, signal)
export const createToken = (token: NewToken) => send<IssuedToken>('POST', '/api/tokens', token)
export const revokeToken = (id: string) => send('DELETE', `/api/tokens/${encodeURIComponent(id)}`)

export const credentials = (signal?: AbortSignal) =>
  get<readonly Credential[]>('/api/credentials', undefined, signal)
export const createCredential = (credential: NewCredential) =>
  send<IssuedCredential>('POST', '/api/credentials', credential)
export const revokeCredential = (clientId: string) =>
  send('DELETE', `/api/credentials/${encodeURIComponent(clientId)}`)
