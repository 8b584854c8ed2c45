import { z } from 'zod'
import type { Operation } from '../operation.ts'
import { managerOf, userPath } from '../user-wire.ts'

/** `DELETE /v3/users/{id}`: removes a user; the last owner stays (density-v3.md §8). */
export const deleteUser: Operation<'users' | 'portfolios'> = async (app, { users, portfolios }) => {
  app.delete(
    '/users/:id',
    {
      config: { scope: 'users' },
      schema: {
        operationId: 'deleteUser',
        summary: 'Remove a user',
        tags: ['Users'],
        params: userPath,
        response: { 200: z.object({ code: z.literal(200), message: z.string() }) },
      },
    },
    async ({ access, params: { id } }) => {
      await users.remove(await managerOf(portfolios, access), id)
      return { code: 200 as const, message: `The user ${id} was removed.` }
    },
  )
}
