import type { Operation } from '../operation.ts'
import { managerOf, renderUser, userPath } from '../user-wire.ts'
import { user } from './user-shape.ts'

/** `GET /v3/users/{id}`: one user (density-v3.md §8). */
export const getUser: Operation<'users' | 'portfolios'> = async (app, { users, portfolios }) => {
  app.get(
    '/users/:id',
    {
      config: { scope: 'users' },
      schema: {
        operationId: 'getUser',
        summary: 'One user',
        tags: ['Users'],
        params: userPath,
        response: { 200: user },
      },
    },
    async ({ access, params }) =>
      renderUser(await users.find(await managerOf(portfolios, access), params.id)),
  )
}
