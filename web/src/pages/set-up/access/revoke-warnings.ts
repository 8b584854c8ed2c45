import type { Token } from '../../../api/access.ts'

type Known = Pick<Token, 'id' | 'name' | 'scopes' | 'space_ids' | 'expires_at'>

/** What whoever revokes a token should know first. */
export type RevokeWarning = 'revokeOwn' | 'revokeMaybeOwn' | 'revokeLast'

/** The warnings about revoking a token, among all tokens, by whoever is signed in under a name. `now`: epoch ms. */
export function revokeWarnings(
  token: Known,
  tokens: readonly Known[],
  signedIn: string | undefined,
  now: number,
): readonly RevokeWarning[] {
  const inForce = tokens.filter(({ expires_at }) => expires_at === null || Date.parse(expires_at) > now)
  const others = inForce.filter(({ id }) => id !== token.id)
  const warnings: RevokeWarning[] = []
  if (token.name === signedIn) {
    // A session is known by the name of its token alone.
    warnings.push(others.some(({ name }) => name === signedIn) ? 'revokeMaybeOwn' : 'revokeOwn')
  }
  if (administersAll(token) && !others.some(administersAll)) warnings.push('revokeLast')
  return warnings
}

function administersAll({ scopes, space_ids }: Known): boolean {
  return space_ids === null && scopes.includes('admin')
}
