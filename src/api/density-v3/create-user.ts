import { DomainError, invalid } from '../../domain/errors.ts'
import type { Operation } from '../operation.ts'
import { managerOf, newUserBody, readNewUser, renderUser } from '../user-wire.ts'
import { user } from './user-shape.ts'

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
        body: newUserBody,
        response: { 200: user },
      },
    },
    async ({ access, body }) => {
      const manager = await managerOf(portfolios, access, body.spaces)
      return renderUser(await users.create(manager, readNewUser(body)).catch(asInvalid))
    },
  )
}

/** An e-mail address that somebody has is a wrong value here (density-v3.md §8), no conflict. */
function asInvalid(error: unknown): never {
  if (error instanceof DomainError && error.kind === 'conflict') throw invalid(error.code, error.message)
  throw error
}
