import { keep, kept } from './kept.ts'

/** What lets a screen in: its client credential, a token from elsewhere, or whoever is signed in. */
export type ScreenKey =
  | { readonly kind: 'pair'; readonly clientId: string; readonly clientSecret: string }
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'session' }

const session: ScreenKey = { kind: 'session' }

/**
 * The key of a display's screen: that of the link it was opened by, else the one that was kept. A link's key is kept
 * on this screen and taken out of the address bar, where passers-by would read it.
 */
export function takeScreenKey(display: string): ScreenKey {
  const fromLink = keyOf(location.hash.slice(1))
  if (fromLink === null) return keyOf(kept(nameOf(display)) ?? '') ?? session
  // Where it could not be kept, the address has to hold it.
  if (keep(nameOf(display), location.hash.slice(1))) {
    history.replaceState(history.state, '', location.pathname + location.search)
  }
  return fromLink
}

/** The key in the fragment of a screen's link, `client_id:client_secret` or `token=…`; `null` for anything else. */
export function keyOf(fragment: string): ScreenKey | null {
  const token = /^token=([A-Za-z0-9._~+/-]+=*)$/.exec(fragment)?.[1]
  if (token !== undefined) return { kind: 'token', token }
  const [, clientId, clientSecret] = /^([^:=]+):(.+)$/.exec(fragment) ?? []
  if (clientId === undefined || clientSecret === undefined) return null
  return { kind: 'pair', clientId, clientSecret }
}

const nameOf = (display: string) => `headcount.screen.${display}`
