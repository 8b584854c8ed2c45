import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Credential } from '../../domain/access/credential.ts'
import { DomainError, invalid } from '../../domain/errors.ts'
import type { Credentials } from '../../identity/credentials.ts'

/** What every request for a token has. */
export const grantFields = {
  grant_type: z.literal('client_credentials'),
  client_id: z.string().max(255).optional().describe('Left out where HTTP Basic says it.'),
  client_secret: z.string().max(255).optional().describe('Left out where HTTP Basic says it.'),
}

/** What a request for a token sends to say who asks. */
interface Login {
  readonly client_id?: string | undefined
  readonly client_secret?: string | undefined
}

/** The credential of a client. Throws `unauthenticated` for an unknown client and a wrong secret alike. */
export async function requireClient(credentials: Credentials, login: Login): Promise<Credential> {
  const { client_id: id, client_secret: secret } = login
  const isComplete = id !== undefined && secret !== undefined
  const credential = isComplete ? await credentials.verify(id, secret) : null
  if (credential !== null) return credential
  throw new DomainError(
    'unauthenticated',
    'bad_client',
    'There is no client with this `client_id` and `client_secret`.',
  )
}

/**
 * The login of a request, from its body or by HTTP Basic (RFC 6749 §2.3.1). Throws `invalid` for one that uses both
 * ways, or neither.
 */
export function loginOf({ headers }: FastifyRequest, body: Login): Login {
  const basic = /^Basic +([A-Za-z0-9+/=]+)$/i.exec(headers.authorization ?? '')?.[1]
  const inBody = body.client_id !== undefined && body.client_secret !== undefined
  if (basic === undefined) {
    if (inBody) return body
    throw invalid('no_login', '`client_id` and `client_secret` are required, as fields or by HTTP Basic.')
  }
  if (body.client_secret !== undefined) {
    throw invalid('two_logins', 'Send `client_secret` as a field or by HTTP Basic, not both.')
  }
  const [id = '', ...secret] = Buffer.from(basic, 'base64').toString().split(':')
  if (body.client_id !== undefined && body.client_id !== id) {
    throw invalid('two_logins', '`client_id` must be the same in the body and by HTTP Basic.')
  }
  return { client_id: id, client_secret: secret.join(':') }
}
