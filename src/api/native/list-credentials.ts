import { z } from 'zod'
import type { Operation } from '../operation.ts'
import { credentialShape, renderCredential } from './credential-wire.ts'
import { governs } from './governance.ts'

/** `GET /api/credentials`: the client credentials of the organization, oldest first, without their secrets. */
export const listCredentials: Operation<'credentials' | 'portfolios'> = async (app, services) => {
  const { credentials, portfolios } = services
  app.get(
    '/credentials',
    {
      config: { scope: 'admin' },
      schema: {
        operationId: 'listCredentials',
        summary: 'List the client credentials',
        tags: ['Access'],
        response: { 200: z.array(credentialShape) },
      },
    },
    async ({ access }) => {
      const portfolio = await portfolios.current(access.organization)
      const all = await credentials.list(access.organization)
      return all
        .filter((credential) => governs(portfolio, access, credential))
        .map((credential) => renderCredential(credential, portfolio))
    },
  )
}
