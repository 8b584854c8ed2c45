import { z } from 'zod'
import { roles } from '../../domain/access/role.ts'
import type { Operation } from '../operation.ts'
import { managerOf, renderUser, userFields, userPath, userShape } from './user-wire.ts'

const body = z.object({ role: z.enum(roles).optional(), ...userFields })

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
        body,
        response: { 200: userShape },
      },
      handler: async ({ access, params, body }) => {
        const { full_name: fullName, role, spaces } = body
        const manager = await managerOf(portfolios, access, spaces)
        const change = { fullName, role, spaces: spaces && [...new Set(spaces)] }
        return renderUser(await users.update(manager, params.id, change))
      },
    })
  }
}
