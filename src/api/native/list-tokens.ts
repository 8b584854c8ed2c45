import { z } from 'zod'
import type { Operation } from '../operation.ts'
import { governs } from './governance.ts'
import { renderToken, tokenShape } from './token-wire.ts'

/** `GET /api/tokens`: the tokens of the organization, oldest first, without their secrets. */
export const listTokens: Operation<'identity' | 'portfolios'> = async (app, { identity, portfolios }) => {
  app.get(
    '/tokens',
    {
      config: { scope: 'admin' },
      schema: {
        operationId: 'listTokens',
        summary: 'List the tokens',
        tags: ['Access'],
        response: { 200: z.array(tokenShape) },
      },
    },
    async ({ access }) => {
      const portfolio = await portfolios.current(access.organization)
      const tokens = await identity.tokens(access.organization)
      return tokens
        .filter((token) => governs(portfolio, access, token))
        .map((token) => renderToken(token, portfolio))
    },
  )
}
