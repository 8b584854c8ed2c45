import type { Access } from '../../domain/access/access.ts'
import type { PortfolioService } from '../../portfolio/portfolio-service.ts'
import type { Operation } from '../operation.ts'
import { managerOf, newUserBody, readNewUser, renderUser } from '../user-wire.ts'
import { ownUserShape } from './user-shape.ts'

/** `POST /api/users`: creates a user (density-v3.md §8). */
export const createUser: Operation<'users' | 'portfolios'> = async (app, { users, portfolios }) => {
  app.post(
    '/users',
    {
      config: { scope: 'admin' },
      schema: {
        operationId: 'createUser',
        summary: 'Create a user',
        description:
          'Without `spaces` they see as far as the caller does. An e-mail address that somebody has is a 409.',
        tags: ['Access'],
        body: newUserBody,
        response: { 201: ownUserShape },
      },
    },
    async ({ access, body }, reply) => {
      const spaces = body.spaces ?? (await reachOf(portfolios, access))
      const manager = await managerOf(portfolios, access, spaces)
      const user = await users.create(manager, readNewUser({ ...body, spaces }))
      reply.code(201)
      return renderUser(user)
    },
  )
}

/** Ids of the spaces that the caller is limited to; none for all. */
async function reachOf(portfolios: PortfolioService, { organization, spaces }: Access): Promise<string[]> {
  const portfolio = await portfolios.current(organization)
  return (spaces ?? []).flatMap((key) => portfolio.space(key)?.id ?? [])
}
