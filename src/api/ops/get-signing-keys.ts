import type { Operation } from '../operation.ts'

/** `GET /.well-known/jwks.json`: the public keys that verify OAuth tokens, for whoever wants to check one. */
export const getSigningKeys: Operation<'signingKeys'> = async (app, { signingKeys }) => {
  app.get('/.well-known/jwks.json', { config: { scope: 'public' } }, async (_request, reply) => {
    reply.type('application/jwk-set+json').header('cache-control', 'public, max-age=300')
    return signingKeys.publicKeys()
  })
}
