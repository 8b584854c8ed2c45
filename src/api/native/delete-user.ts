import { z } from 'zod'
import type { Operation } from '../operation.ts'
import { managerOf, userPath } from '../user-wire.ts'

/** `DELETE /api/users/{id}`: removes a user; the last owner stays (density-v3.md §8). */
export const deleteUser: Operation<'users' | 'portfolios'> = async (app, { users, portfolios }) => {
  app.delete(
    '/users/:id',
    {
      config: { scope: 'admin' },
      schema: {
        operationId: 'deleteUser',
        summary: 'Remove a user',
        description: 'The last owner stays.',
        tags: ['Access'],
        params: userPath,
        response: { 204: z.undefined().describe('Removed.') },
      },
    },
    async ({ access, params: { id } }, reply) => {
      await users.remove(await managerOf(portfolios, access), id)
      reply.code(204)
    },
  )
}
