import { z } from 'zod'
import { scopes } from '../../domain/access/scope.ts'
import { invalid } from '../../domain/errors.ts'
import type { Operation } from '../operation.ts'
import { instant, nameText } from '../wire.ts'
import { grantedSpaces } from './governance.ts'
import { renderToken, tokenShape } from './token-wire.ts'

const body = z.object({
  name: nameText,
  scopes: z.array(z.enum(scopes)).min(1).describe('`admin` stands for all of them.'),
  space_ids: z
    .array(z.string())
    .min(1)
    .max(1_000)
    .nullish()
    .describe('Limits it to these spaces and all below them. Without: as far as the caller sees.'),
  expires_at: instant.nullish().describe('When it stops working. Without: never.'),
})

/** `POST /api/tokens`: issues a static token; its secret is in this answer and nowhere else. */
export const createToken: Operation<'identity' | 'portfolios' | 'clock'> = async (app, services) => {
  const { identity, portfolios, clock } = services
  app.post(
    '/tokens',
    {
      config: { scope: 'admin' },
      schema: {
        operationId: 'createToken',
        summary: 'Issue a token',
        tags: ['Access'],
        body,
        response: {
          201: tokenShape.extend({ token: z.string().describe('The secret, shown this once.') }),
        },
      },
    },
    async (request, reply) => {
      const { access } = request
      const { name, scopes: wanted, space_ids: spaceIds, expires_at: expiresAt } = request.body
      if (expiresAt != null && expiresAt <= clock()) {
        throw invalid('expired', '`expires_at` must be in the future.')
      }
      const portfolio = await portfolios.current(access.organization)
      const issued = await identity.issueToken(
        {
          organization: access.organization,
          name,
          scopes: [...new Set(wanted)],
          spaces: grantedSpaces(portfolio, access, spaceIds ?? undefined),
          expiresAt: expiresAt ?? null,
        },
        access.actor,
      )
      reply.code(201).header('cache-control', 'no-store')
      return { ...renderToken(issued.token, portfolio), token: issued.secret }
    },
  )
}
