import { z } from 'zod'
import type { Operation } from '../operation.ts'
import { managerOf, renderUser } from '../user-wire.ts'
import { ownUserShape } from './user-shape.ts'

/** `GET /api/users`: everybody, oldest first (density-v3.md §8). */
export const listUsers: Operation<'users' | 'portfolios'> = async (app, { users, portfolios }) => {
  app.get(
    '/users',
    {
      config: { scope: 'admin' },
      schema: {
        operationId: 'listUsers',
        summary: 'List the users',
        description: 'To a token that is limited to some spaces: those who are limited to them too.',
        tags: ['Access'],
        response: { 200: z.array(ownUserShape) },
      },
    },
    async ({ access }) => (await users.list(await managerOf(portfolios, access))).map(renderUser),
  )
}
