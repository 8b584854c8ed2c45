import { z } from 'zod'
import type { Operation } from '../operation.ts'
import { requireSpace, requireUnlimited } from '../visible-set-up.ts'
import { ownSpaceShape, readSpaceChange, renderOwnSpace, spaceChangeBody } from './space-wire.ts'

/** `PATCH /api/spaces/{id}`: changes what the body names. */
export const updateSpace: Operation<'portfolios'> = async (app, { portfolios }) => {
  app.patch(
    '/spaces/:id',
    {
      config: { scope: 'admin' },
      schema: {
        operationId: 'updateSpace',
        summary: 'Change a space',
        description: 'Only what the body names. Its ids stay.',
        tags: ['Set-up'],
        params: z.object({ id: z.string() }),
        body: spaceChangeBody,
        response: { 200: ownSpaceShape },
      },
    },
    async ({ access, params: { id }, body }) => {
      const before = await portfolios.current(access.organization)
      requireSpace(before, access, id)
      if (body.parent_id === null) requireUnlimited(access)
      else if (body.parent_id !== undefined) requireSpace(before, access, body.parent_id)
      const space = await portfolios.updateSpace(access, id, readSpaceChange(body))
      return renderOwnSpace(await portfolios.current(access.organization), space)
    },
  )
}
