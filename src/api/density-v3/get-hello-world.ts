import { z } from 'zod'
import type { Operation } from '../operation.ts'

/** `GET /v3/hello-world`: whether a token works (density-v3.md §8). */
export const getHelloWorld: Operation = async (app) => {
  app.get(
    '/hello-world',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'getHelloWorld',
        summary: 'Whether a token works',
        tags: ['Access'],
        response: { 200: { content: { 'text/plain': { schema: z.string() } } } },
      },
    },
    (_request, reply) => {
      reply
        .type('text/plain; charset=utf-8')
        .serializer(String)
        .send('Do… or do not. There is no try. - Yoda')
    },
  )
}
