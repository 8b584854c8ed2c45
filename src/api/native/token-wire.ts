import { z } from 'zod'
import { scopes } from '../../domain/access/scope.ts'
import type { AccessToken } from '../../domain/access/token.ts'
import type { Portfolio } from '../../domain/portfolio/portfolio.ts'
import { formatInstant, instantText } from '../wire.ts'
import { components } from './components.ts'

/** Kinds of static token: a shared one (`shr_…`) reads one space or display, and nothing else. */
export const tokenKinds = ['token', 'share'] as const

/** A token without its secret. */
export const tokenShape = z
  .object({
    id: z.string().meta({ example: 'tkn_2f1c9a7be0d34c55a1b2c3d4' }),
    name: z.string(),
    scopes: z.array(z.enum(scopes)),
    space_ids: z
      .array(z.string())
      .nullable()
      .describe(
        'Spaces it is limited to, with all below them; null for all, or for what its display is limited to.',
      ),
    kind: z.enum(tokenKinds),
    display_id: z.string().nullable().describe('Display whose floor a shared token reads.'),
    created_at: instantText,
    expires_at: instantText.nullable(),
  })
  .register(components, { id: 'Token' })

/** A token as the wire has it. Spaces that have been deleted since are left out. */
export function renderToken(token: AccessToken, portfolio: Portfolio): z.infer<typeof tokenShape> {
  return {
    id: token.id,
    name: token.name,
    scopes: [...token.scopes],
    space_ids: token.spaces?.flatMap((key) => portfolio.space(key)?.id ?? []) ?? null,
    kind: token.share === undefined ? 'token' : 'share',
    display_id: token.share?.display ?? null,
    created_at: formatInstant(token.createdAt),
    expires_at: token.expiresAt === null ? null : formatInstant(token.expiresAt),
  }
}
