import Fastify, { type FastifyInstance } from 'fastify'
import { serializerCompiler } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { decorateAccess } from '../../src/api/access.ts'
import { createComponents } from '../../src/api/openapi.ts'
import type { Operation } from '../../src/api/operation.ts'
import { sendProblem } from '../../src/api/problem.ts'
import type { Services } from '../../src/api/services.ts'
import { serveSurfaces } from '../../src/api/surface.ts'
import { validatorCompiler } from '../../src/api/validation.ts'

/** A surface under `/test` with operations of a test's own. */
export function appWith(services: Services, operations: readonly Operation[]): FastifyInstance {
  const app = Fastify()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  decorateAccess(app)
  const surface = {
    prefix: '/test',
    document: {
      title: 'Test',
      description: 'Only for tests.',
      components: createComponents(),
      error: { schema: z.unknown(), mediaType: 'application/problem+json' },
    },
    missingCredentials: 'unauthenticated' as const,
    operations,
  }
  app.register(
    serveSurfaces([surface], services, (refusal, request, reply) =>
      sendProblem(refusal, request, reply, 'https://count.example.org'),
    ),
    { prefix: surface.prefix },
  )
  return app
}
