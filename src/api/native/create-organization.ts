import { z } from 'zod'
import type { Operation } from '../operation.ts'
import { nameText } from '../wire.ts'

/** `POST /api/organizations`: another tenant with its first owner token; for owners of the first one only. */
export const createOrganization: Operation<'identity'> = async (app, { identity }) => {
  app.post(
    '/organizations',
    {
      config: { scope: 'admin' },
      schema: {
        operationId: 'createOrganization',
        summary: 'Create another organization',
        description: 'Only for an owner of the first organization.',
        tags: ['Access'],
        body: z.object({ name: nameText }),
        response: {
          201: z.object({
            id: z.string().meta({ example: 'org_2f1c9a7be0d34c55a1b2c3d4' }),
            name: z.string(),
            token: z.string().describe('Its first owner token, shown this once.'),
          }),
        },
      },
    },
    async (request, reply) => {
      const { organization, secret } = await identity.createOrganization(request.body.name, request.access)
      reply.code(201).header('cache-control', 'no-store')
      return { id: organization.id, name: organization.name, token: secret }
    },
  )
}
