import { z } from 'zod'
import { roles } from '../../domain/access/role.ts'
import type { Operation } from '../operation.ts'
import { managerOf, renderUser, userFields, userShape } from './user-wire.ts'

const body = z.object({
  email: z
    .string()
    .trim()
    .max(254)
    .pipe(z.email())
    .describe('Unique in the organization, whatever its case.'),
  role: z.enum(roles),
  ...userFields,
})

/** `POST /v3/users`: creates a user (density-v3.md §8). */
export const createUser: Operation<'users' | 'portfolios'> = async (app, { users, portfolios }) => {
  app.post(
    '/users',
    {
      config: { scope: 'users' },
      schema: {
        operationId: 'createUser',
        summary: 'Create a user',
        tags: ['Users'],
        body,
        response: { 200: userShape },
      },
    },
    async ({ access, body }) => {
      const { email, role, full_name: fullName, spaces = [] } = body
      const manager = await managerOf(portfolios, access, spaces)
      const user = { email, role, fullName: fullName ?? null, spaces: [...new Set(spaces)] }
      return renderUser(await users.create(manager, user))
    },
  )
}
