import compress from '@fastify/compress'
import type { FastifyInstance, FastifyReply } from 'fastify'

/** Below this an answer fits into one packet anyway. */
const THRESHOLD_BYTES = 1_024

/** Text that shrinks. Events of a stream are sent at once, and pictures have tags that name their very bytes. */
const compressible = /^text\/(?!event-stream)|^application\/(problem\+json|json|x-ndjson|javascript)\b/

/**
 * Compresses the answers of the routes that are added to `app` from now on, for clients that take it: as they are
 * written, at the client's pace, and no further once it has gone. Bodies of requests are left as they are.
 */
export async function compressAnswers(app: FastifyInstance): Promise<void> {
  await app.register(compress, {
    encodings: ['br', 'gzip'],
    threshold: THRESHOLD_BYTES,
    customTypes: compressible,
    globalDecompression: false,
  })
  // Also of what is too small, or asked for as it is: a cache must not give it to somebody else as the only form.
  app.addHook('onSend', async (_request, reply) => {
    if (compressible.test(String(reply.getHeader('content-type')))) varyByEncoding(reply)
  })
}

function varyByEncoding(reply: FastifyReply): void {
  const named = reply.getHeader('vary')
  reply.header(
    'vary',
    named === undefined ? 'accept-encoding' : `${[named].flat().join(', ')}, accept-encoding`,
  )
}
