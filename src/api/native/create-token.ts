import { z } from 'zod'
import { scopes } from '../../domain/access/scope.ts'
import { invalid } from '../../domain/errors.ts'
import type { TokenRequest } from '../../identity/identity.ts'
import type { Operation } from '../operation.ts'
import { requireDisplay } from '../visible-set-up.ts'
import { instant, nameText } from '../wire.ts'
import { grantedSpaces } from './governance.ts'
import { renderToken, tokenKinds, tokenShape } from './token-wire.ts'

const spaceIds = z
  .array(z.string())
  .min(1)
  .max(1_000)
  .nullish()
  .describe('Limits it to these spaces and all below them. Without: as far as the caller sees.')
const common = {
  name: nameText,
  expires_at: instant.nullish().describe('When it stops working. Without: never.'),
}

const tokenBody = z.object({
  ...common,
  kind: z.literal('token').optional(),
  scopes: z.array(z.enum(scopes)).min(1).describe('`admin` stands for all of them.'),
  space_ids: spaceIds,
})

/** A `shr_` token, which reads one space with all below it, or the floor of one display (density-v3.md §12). */
const shareBody = z
  .object({
    ...common,
    kind: z.literal('share'),
    space_ids: z.array(z.string()).length(1).nullish().describe('The space. Left out with `display_id`.'),
    display_id: z.string().nullish().describe('The display. Left out with `space_ids`.'),
  })
  .refine(({ space_ids: ids, display_id: display }) => (ids == null) !== (display == null), {
    path: ['space_ids'],
    message: 'must name the one space that is shared, or `display_id` the display',
  })

const body = z.discriminatedUnion('kind', [tokenBody, shareBody], {
  error: ({ input }) =>
    isPlainObject(input) ? `must be one of ${tokenKinds.join(', ')}` : 'must be an object',
})

function isPlainObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The part of a request that its kind decides. */
function limitsOf(asked: z.infer<typeof body>): Pick<TokenRequest, 'scopes' | 'share'> {
  if (asked.kind !== 'share') return { scopes: [...new Set(asked.scopes)] }
  return { scopes: ['read'], share: { display: asked.display_id ?? null } }
}

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
      const { access, body: asked } = request
      const { name, space_ids: ids, expires_at: expiresAt } = asked
      const limits = limitsOf(asked)
      if (expiresAt != null && expiresAt <= clock()) {
        throw invalid('expired', '`expires_at` must be in the future.')
      }
      const portfolio = await portfolios.current(access.organization)
      const display = limits.share?.display ?? null
      if (display !== null) {
        requireDisplay(portfolio, access, await portfolios.listDisplays(access.organization), display)
      }
      const issued = await identity.issueToken(
        {
          organization: access.organization,
          name,
          ...limits,
          spaces: grantedSpaces(portfolio, access, ids ?? undefined),
          expiresAt: expiresAt ?? null,
        },
        access.actor,
      )
      reply.code(201).header('cache-control', 'no-store')
      return { ...renderToken(issued.token, portfolio), token: issued.secret }
    },
  )
}
