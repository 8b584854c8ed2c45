/** What a static token may do. */
export const scopes = ['read', 'write', 'ingest', 'admin'] as const
export type Scope = (typeof scopes)[number]

/** What a client credential, and with it an OAuth token, may be permitted (native.md §2). */
export const permissions = ['read', 'write', 'users'] as const
export type Permission = (typeof permissions)[number]

/**
 * What a route may ask of its caller. `users` is for OAuth tokens only, and `display` for display tokens only
 * (density-v3.md §8): no static token has them, not even with `admin`.
 */
export const rights = [...scopes, 'users', 'display'] as const
export type Right = (typeof rights)[number]
