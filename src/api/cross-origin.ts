import cors from '@fastify/cors'
import type { FastifyInstance } from 'fastify'

/** Which pages of other hosts may call the vendors' surfaces: all (`*`), none, or those of some origins. */
export type CrossOrigin = '*' | 'off' | readonly string[]

/** How long a browser may remember the answer to a preflight. */
const PREFLIGHT_SECONDS = 7_200

/**
 * Lets pages of other hosts call a surface with a token of their own (occuspace.md §6). Never with credentials: a session
 * cookie is of no use to them. To be called before the surface adds its hooks, so that a preflight is answered first.
 */
export async function allowCrossOrigin(app: FastifyInstance, allowed: CrossOrigin): Promise<void> {
  if (allowed === 'off') return
  await app.register(cors, {
    origin: allowed === '*' ? '*' : [...allowed],
    credentials: false,
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: ['authorization', 'content-type'],
    exposedHeaders: [
      'retry-after',
      'x-request-id',
      'x-ratelimit-limit',
      'x-ratelimit-remaining',
      'x-ratelimit-reset',
    ],
    maxAge: PREFLIGHT_SECONDS,
    strictPreflight: false,
  })
}
