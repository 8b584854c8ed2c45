import { z } from 'zod'
import type { Credential } from '../../domain/access/credential.ts'
import { roles } from '../../domain/access/role.ts'
import { permissions } from '../../domain/access/scope.ts'
import type { Portfolio } from '../../domain/portfolio/portfolio.ts'
import { formatInstant, instantText } from '../wire.ts'
import { components } from './components.ts'

/** A client credential without its secret. */
export const credentialShape = z
  .object({
    client_id: z.string().meta({ example: 'cli_2f1c9a7be0d34c55a1b2c3d4' }),
    name: z.string(),
    permissions: z.array(z.enum(permissions)),
    role: z.enum(roles).nullable(),
    space_ids: z
      .array(z.string())
      .nullable()
      .describe('Spaces it is limited to, with all below them; null for all.'),
    created_at: instantText,
  })
  .register(components, { id: 'Credential' })

/** A credential as the wire has it. Spaces that have been deleted since are left out. */
export function renderCredential(
  credential: Credential,
  portfolio: Portfolio,
): z.infer<typeof credentialShape> {
  return {
    client_id: credential.id,
    name: credential.name,
    permissions: [...credential.permissions],
    role: credential.role,
    space_ids: credential.spaces?.flatMap((key) => portfolio.space(key)?.id ?? []) ?? null,
    created_at: formatInstant(credential.createdAt),
  }
}
