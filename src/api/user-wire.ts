import { z } from 'zod'
import { type Access, canSee } from '../domain/access/access.ts'
import { roles } from '../domain/access/role.ts'
import type { User } from '../domain/access/user.ts'
import type { NewUser, UserManager, UserUpdate } from '../identity/users.ts'
import type { PortfolioService } from '../portfolio/portfolio-service.ts'
import { requireSpaces } from './visible-set-up.ts'
import { formatInstant, instantText } from './wire.ts'

/** A user (density-v3.md §8). */
export const userShape = z.object({
  id: z.string().meta({ example: 'usr_2f1c9a7be0d34c55a1b2c3d4' }),
  email: z.string(),
  full_name: z.string().nullable(),
  role: z.enum(roles),
  spaces: z
    .array(z.string())
    .describe('Spaces that an admin, editor or reader is limited to, with all below them; empty for all.'),
  created_at: instantText,
})

/** Path of one user. */
export const userPath = z.object({ id: z.string() })

const fields = {
  full_name: z.string().trim().min(1).max(255).nullish(),
  spaces: z.array(z.string()).max(1_000, { error: 'must name at most 1,000 spaces' }).optional(),
}

/** A user to be created. */
export const newUserBody = z.object({
  email: z
    .string()
    .trim()
    .max(254)
    .pipe(z.email())
    .describe('Unique in the organization, whatever its case.'),
  role: z.enum(roles),
  ...fields,
})

/** A change to a user; what is absent stays. */
export const userChangeBody = z.object({ role: z.enum(roles).optional(), ...fields })

/** The wire's words for a new user in those of the service. */
export function readNewUser(body: z.infer<typeof newUserBody>): NewUser {
  const { email, role, full_name: fullName, spaces = [] } = body
  return { email, role, fullName: fullName ?? null, spaces: [...new Set(spaces)] }
}

/** The wire's words for a change to a user in those of the service. */
export function readUserChange(body: z.infer<typeof userChangeBody>): UserUpdate {
  const { full_name: fullName, role, spaces } = body
  return { fullName, role, spaces: spaces && [...new Set(spaces)] }
}

/** A user as the wire has it. */
export function renderUser({
  id,
  email,
  fullName,
  role,
  spaces,
  createdAt,
}: User): z.infer<typeof userShape> {
  return { id, email, full_name: fullName, role, spaces: [...spaces], created_at: formatInstant(createdAt) }
}

/** The caller as a manager of users. Throws `not_found` for one of `spaces` that is not there or not visible. */
export async function managerOf(
  portfolios: PortfolioService,
  access: Access,
  spaces: readonly string[] = [],
): Promise<UserManager> {
  const portfolio = await portfolios.current(access.organization)
  requireSpaces(portfolio, access, spaces)
  return {
    access,
    sees: (id) => {
      const space = portfolio.spaceById(id)
      return space !== null && canSee(portfolio, access, space)
    },
  }
}
