import { z } from 'zod'
import { roles } from '../../domain/access/role.ts'
import { permissions } from '../../domain/access/scope.ts'
import type { Operation } from '../operation.ts'
import { nameText } from '../wire.ts'
import { credentialShape, renderCredential } from './credential-wire.ts'
import { grantedSpaces } from './governance.ts'

const body = z.object({
  name: nameText,
  permissions: z.array(z.enum(permissions)).min(1).describe('`users` opens `/v3/users`.'),
  role: z
    .enum(roles)
    .nullish()
    .describe('Bounds the permissions; a client with the role admin manages readonly users only.'),
  space_ids: z
    .array(z.string())
    .min(1)
    .max(1_000)
    .nullish()
    .describe('Limits it to these spaces and all below them. Without: as far as the caller sees.'),
})

/** `POST /api/credentials`: issues a client credential; its secret is in this answer and nowhere else. */
export const createCredential: Operation<'credentials' | 'portfolios'> = async (app, services) => {
  const { credentials, portfolios } = services
  app.post(
    '/credentials',
    {
      config: { scope: 'admin' },
      schema: {
        operationId: 'createCredential',
        summary: 'Issue a client credential',
        description: 'The client exchanges it for OAuth tokens at `POST /v3/oauth/token`.',
        tags: ['Access'],
        body,
        response: {
          201: credentialShape.extend({ client_secret: z.string().describe('Shown this once.') }),
        },
      },
    },
    async (request, reply) => {
      const { access } = request
      const { name, permissions: wanted, role, space_ids: spaceIds } = request.body
      const portfolio = await portfolios.current(access.organization)
      const issued = await credentials.issue(
        {
          organization: access.organization,
          name,
          permissions: [...new Set(wanted)],
          role: role ?? null,
          spaces: grantedSpaces(portfolio, access, spaceIds ?? undefined),
        },
        access.actor,
      )
      reply.code(201).header('cache-control', 'no-store')
      return { ...renderCredential(issued.credential, portfolio), client_secret: issued.secret }
    },
  )
}
