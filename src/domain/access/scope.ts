/** What a token may do. */
export const scopes = ['read', 'write', 'ingest', 'admin'] as const
export type Scope = (typeof scopes)[number]
