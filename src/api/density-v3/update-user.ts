import type { Operation } from '../operation.ts'
import { managerOf, readUserChange, renderUser, userChangeBody, userPath } from '../user-wire.ts'
import { user } from './user-shape.ts'

/** `PUT` and `PATCH /v3/users/{id}`: changes the fields that are given (density-v3.md §8). */
export const updateUser: Operation<'users' | 'portfolios'> = async (app, { users, portfolios }) => {
  for (const [method, operationId] of [
    ['PUT', 'putUser'],
    ['PATCH', 'patchUser'],
  ] as const) {
    app.route({
      method,
      url: '/users/:id',
      config: { scope: 'users' },
      schema: {
        operationId,
        summary: 'Change a user',
        tags: ['Users'],
        params: userPath,
        body: userChangeBody,
        response: { 200: user },
      },
      handler: async ({ access, params, body }) => {
        const manager = await managerOf(portfolios, access, body.spaces)
        return renderUser(await users.update(manager, params.id, readUserChange(body)))
      },
    })
  }
}
