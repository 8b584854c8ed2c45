import { signal } from '@preact/signals'

/** Who is signed in, as `GET /api/session` tells. */
export interface Session {
  /** The name of the token or client. */
  readonly name: string
  readonly scopes: readonly string[]
  readonly organization: { readonly id: string; readonly name: string }
  /** Spaces it is limited to (with all below them); `null` for all. */
  readonly space_ids: readonly string[] | null
  readonly expires_at: string | null
}

/** `undefined` until it is known whether somebody is signed in; `null` when nobody is. */
export const session = signal<Session | null | undefined>(undefined)

/** The session has ended. */
export function signedOut(): void {
  session.value = null
}

/** Whether who is signed in may do what needs a scope: `admin` stands for all of them. */
export function may(scope: 'read' | 'write' | 'ingest' | 'admin'): boolean {
  const scopes = session.value?.scopes ?? []
  return scopes.includes(scope) || scopes.includes('admin')
}
