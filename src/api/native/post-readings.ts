import { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { invalid } from '../../domain/errors.ts'
import type { Ingest } from '../../ingest/ingest.ts'
import { BATCH_LIMIT, type IngestResult, type StreamResult } from '../../ingest/ingest-result.ts'
import type { Operation } from '../operation.ts'
import { decodeBody, withReadableErrors } from './decoded-body.ts'
import { ingestResultShape, readingsBody } from './reading-wire.ts'
import { refusal } from './refusal.ts'

const NDJSON_TYPES = ['application/x-ndjson', 'application/ndjson']

/** `POST /api/readings`: takes readings in, as JSON or as a stream of lines; answers once they are durable. */
export const postReadings: Operation<'ingest'> = async (app, { ingest }) => {
  // The stream itself is the body: it is read as fast as readings can be kept, however long it is.
  app.addContentTypeParser(NDJSON_TYPES, (_request, payload, done) => done(null, payload))
  app.post(
    '/readings',
    {
      config: { scope: 'ingest' },
      schema: {
        operationId: 'postReadings',
        summary: 'Send readings',
        description:
          'Answers once what was accepted is durable; a reading that is not right is rejected by itself. ' +
          'Sending again what may have arrived is safe. A JSON body has at most 10,000 readings and 10 MiB, and is ' +
          'taken wholly or not at all should the server die; a stream of lines (64 KiB each) has no limit and is ' +
          'kept in such batches. `Content-Encoding: gzip` is taken.',
        tags: ['Readings'],
        consumes: ['application/json', ...NDJSON_TYPES],
        body: readingsBody,
        response: { 200: ingestResultShape },
      },
      preParsing: async (request, _reply, payload) => decodeBody(request, payload),
      // The schema describes; each reading is checked by itself as it is taken in.
      validatorCompiler: () => (value) => ({ value }),
    },
    async (request) => {
      const { access } = request
      const body: unknown = request.body
      if (body instanceof Readable) return render(await takeStream(ingest, request, body))
      return render(await ingest.accept(access, readingsOf(body)))
    },
  )
}

async function takeStream(ingest: Ingest, request: FastifyRequest, body: Readable): Promise<StreamResult> {
  try {
    return await ingest.acceptLines(request.access, withReadableErrors(body))
  } catch (error) {
    // What is still on its way must be read for the client to get to the answer.
    request.raw.unpipe()
    request.raw.resume()
    throw error
  }
}

function readingsOf(body: unknown): readonly unknown[] {
  const readings = typeof body === 'object' && body !== null && 'readings' in body ? body.readings : body
  if (!Array.isArray(readings)) {
    throw invalid('invalid_body', 'The body must be a list of readings, or an object with it as `readings`.')
  }
  if (readings.length > BATCH_LIMIT) throw refusal(413, 'TOO_MANY_READINGS')
  return readings
}

function render(result: IngestResult | StreamResult): z.infer<typeof ingestResultShape> {
  const { accepted, duplicates, seq } = result
  const rejected = [...result.rejected]
  const truncated = 'rejectedTruncated' in result ? result.rejectedTruncated : 0
  return { accepted, duplicates, rejected, seq, ...(truncated > 0 ? { rejected_truncated: truncated } : {}) }
}
