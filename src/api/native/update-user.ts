import type { Operation } from '../operation.ts'
import { managerOf, readUserChange, renderUser, userChangeBody, userPath } from '../user-wire.ts'
import { ownUserShape } from './user-shape.ts'

/** `PATCH /api/users/{id}`: changes what the body names; the last owner stays one (density-v3.md §8). */
export const updateUser: Operation<'users' | 'portfolios'> = async (app, { users, portfolios }) => {
  app.patch(
    '/users/:id',
    {
      config: { scope: 'admin' },
      schema: {
        operationId: 'updateUser',
        summary: 'Change a user',
        description: 'Only what the body names. The last owner stays one.',
        tags: ['Access'],
        params: userPath,
        body: userChangeBody,
        response: { 200: ownUserShape },
      },
    },
    async ({ access, params: { id }, body }) => {
      const manager = await managerOf(portfolios, access, body.spaces)
      return renderUser(await users.update(manager, id, readUserChange(body)))
    },
  )
}
