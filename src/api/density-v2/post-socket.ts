import { z } from 'zod'
import type { Operation } from '../operation.ts'

/** `POST /v2/sockets`: a socket that tells who passes any doorway that the token sees (density-v3.md §12). */
export const postSocket: Operation<'connections' | 'live'> = async (app, { connections, live }) => {
  app.post(
    '/sockets',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'postSocket',
        summary: 'A WebSocket that tells who passes a doorway',
        description:
          'For each person, and each space that the doorway leads into or out of, a message `{payload: {space_id, doorway_id, direction, count, timestamp}}`: `direction` is 1 for who comes into that space, -1 for who leaves it; `count` is how many are there now, null while unknown.',
        tags: ['Sockets'],
        response: {
          200: z.object({
            url: z
              .string()
              .describe('Opens one WebSocket, once, within 60 seconds; no header is needed.')
              .meta({ example: 'wss://count.example.org/v3/ws/…' }),
          }),
        },
      },
    },
    async (request) => {
      await live.settled()
      const { spaces } = request.access
      return { url: connections.issueUrl(request, { kind: 'events', spaces }) }
    },
  )
}
