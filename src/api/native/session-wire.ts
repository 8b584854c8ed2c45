import { z } from 'zod'
import type { Access } from '../../domain/access/access.ts'
import { rights } from '../../domain/access/scope.ts'
import type { Services } from '../services.ts'
import { formatInstant, instantText } from '../wire.ts'
import { components } from './components.ts'

/** What a token opens, as its bearer may know it. */
export const sessionShape = z
  .object({
    name: z.string().describe('What the token is called, or the client that it was issued to.'),
    scopes: z.array(z.enum(rights)).describe('`admin` stands for every scope of a static token.'),
    organization: z.object({ id: z.string(), name: z.string() }),
    space_ids: z
      .array(z.string())
      .nullable()
      .describe('Spaces it is limited to, with all below them; null for all.'),
    expires_at: instantText.nullable().describe('When the token stops working; null for never.'),
  })
  .register(components, { id: 'Session' })

/** A session as the wire has it. Spaces that have been deleted since are left out. */
export async function renderSession(
  access: Access,
  { identity, portfolios }: Pick<Services, 'identity' | 'portfolios'>,
): Promise<z.infer<typeof sessionShape>> {
  const organizations = await identity.organizations()
  const organization = organizations.find(({ key }) => key === access.organization)
  if (organization === undefined) throw new Error(`there is no organization ${access.organization}`)
  const portfolio = await portfolios.current(access.organization)
  return {
    name: access.name,
    scopes: [...access.scopes],
    organization: { id: organization.id, name: organization.name },
    space_ids: access.spaces?.flatMap((key) => portfolio.space(key)?.id ?? []) ?? null,
    expires_at: access.expiresAt === null ? null : formatInstant(access.expiresAt),
  }
}
