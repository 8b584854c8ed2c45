import { z } from 'zod'
import { spaceTypes } from '../../domain/portfolio/space.ts'
import type { Operation } from '../operation.ts'
import { requireSpace, requireUnlimited, requireUnlimitedToName } from '../visible-set-up.ts'
import { nameText } from '../wire.ts'
import { ownSpaceShape, readSpaceChange, renderOwnSpace, spaceFields } from './space-wire.ts'

const body = z.object({
  ...spaceFields,
  name: nameText,
  space_type: z.enum(spaceTypes),
  id: z.string().optional().describe('`spc_…`, to keep an id from elsewhere.'),
  location_id: z.int().optional().describe('To keep an id from elsewhere; else the next that is free.'),
})

/** `POST /api/spaces`: creates a campus, building, floor or space. */
export const createSpace: Operation<'portfolios'> = async (app, { portfolios }) => {
  app.post(
    '/spaces',
    {
      config: { scope: 'admin' },
      schema: {
        operationId: 'createSpace',
        summary: 'Create a space',
        description: 'Campus above building above floor above space; a level may lie in another of its kind.',
        tags: ['Set-up'],
        body,
        response: { 201: ownSpaceShape },
      },
    },
    async (request, reply) => {
      const { access } = request
      const { name, space_type: type, id, location_id: locationId, parent_id: parentId } = request.body
      if (parentId == null) requireUnlimited(access)
      requireUnlimitedToName(access, id ?? locationId)
      if (parentId != null) requireSpace(await portfolios.current(access.organization), access, parentId)
      const change = readSpaceChange(request.body)
      const space = await portfolios.createSpace(access, { ...change, name, type, id, locationId })
      reply.code(201)
      return renderOwnSpace(await portfolios.current(access.organization), space)
    },
  )
}
