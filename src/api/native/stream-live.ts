import { z } from 'zod'
import type { Operation } from '../operation.ts'

/**
 * `GET /api/live`: every change of the spaces that the token sees, as server-sent events. With `Last-Event-ID` what
 * was missed is told first where it is still known; else a snapshot is.
 */
export const streamLive: Operation<'connections'> = async (app, { connections }) => {
  app.get(
    '/live',
    {
      // A stream without a body would never end.
      exposeHeadRoute: false,
      config: { scope: 'read', displays: true },
      schema: {
        operationId: 'streamLive',
        summary: 'Changes as they happen',
        description:
          'Server-sent events. `snapshot` and `change` carry `{"spaces": {<space id>: {count, is_known, presence, is_capped, counting_mode, space_health_status, timestamp}}}`; ' +
          '`crossing` carries `{doorway_id, sensor_serial_number, space_ids, direction, n, timestamp}`. ' +
          'Send the last id back as `Last-Event-ID` to go on where a stream ended: what happened meanwhile is told ' +
          'first, or, where it is no longer known, a `snapshot`. An id begins with the position (`seq`) that is in; a bare ' +
          'position is taken as well, and positions hold across restarts of the server: then crossings are told one by ' +
          'one, and the spaces as they are now in one `change`.',
        tags: ['Live'],
        headers: z.object({ 'last-event-id': z.string().optional() }),
        response: {
          200: { description: 'Events.', content: { 'text/event-stream': { schema: z.string() } } },
        },
      },
    },
    async (request, reply) => {
      const holder = connections.holderOf(request)
      holder.reserve()
      reply.hijack()
      const { raw } = reply
      raw.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
        'x-request-id': request.id,
      })
      raw.flushHeaders()
      try {
        await connections.streams.begin(raw, holder, request.access, request.headers['last-event-id'] ?? '')
      } catch (error) {
        request.log.error({ err: error }, 'live stream failed')
        raw.destroy()
      } finally {
        holder.release()
      }
    },
  )
}
