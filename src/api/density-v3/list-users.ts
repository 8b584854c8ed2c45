import { z } from 'zod'
import type { Operation } from '../operation.ts'
import { managerOf, renderUser } from '../user-wire.ts'
import { user } from './user-shape.ts'

/** `GET /v3/users`: everybody, oldest first (density-v3.md §8). */
export const listUsers: Operation<'users' | 'portfolios'> = async (app, { users, portfolios }) => {
  app.get(
    '/users',
    {
      config: { scope: 'users' },
      schema: {
        operationId: 'listUsers',
        summary: 'All users',
        tags: ['Users'],
        response: { 200: z.array(user) },
      },
    },
    async ({ access }) => (await users.list(await managerOf(portfolios, access))).map(renderUser),
  )
}
