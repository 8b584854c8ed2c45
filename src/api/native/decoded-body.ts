import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { FastifyRequest, RequestPayload } from 'fastify'
import { invalid } from '../../domain/errors.ts'
import { refusal } from './refusal.ts'

/**
 * A request's body without its `Content-Encoding`, which may be gzip. It is decoded as it is read, so that a small
 * body that decodes to a huge one meets the limits of whoever reads it. Broken gzip, and a body that ends early,
 * come out as `invalid`.
 */
export function decodeBody(request: FastifyRequest, payload: RequestPayload): RequestPayload {
  const encoding = request.headers['content-encoding']?.trim().toLowerCase() ?? 'identity'
  if (encoding === '' || encoding === 'identity') return payload
  if (encoding !== 'gzip' && encoding !== 'x-gzip') throw refusal(415, 'UNKNOWN_CONTENT_ENCODING')
  let receivedEncodedLength = 0
  request.raw.on('data', (chunk: Buffer) => {
    receivedEncodedLength += chunk.length
  })
  const gunzip = createGunzip()
  // Errors of either end come out of the reading end below.
  pipeline(payload, gunzip, () => undefined)
  const decoded = Readable.from(withReadableErrors(gunzip), { objectMode: false })
  // Fastify compares it with Content-Length.
  Object.defineProperty(decoded, 'receivedEncodedLength', { get: () => receivedEncodedLength })
  return decoded
}

/** A stream of bytes whose failures are told as refusals; leaving it early does not destroy what it reads from. */
export async function* withReadableErrors(source: Readable): AsyncGenerator<Buffer> {
  try {
    yield* source.iterator({ destroyOnReturn: false })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (code.startsWith('Z_')) throw invalid('invalid_gzip', 'The body is not valid gzip, or ends early.')
    if (code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE') {
      throw invalid('incomplete_body', 'The body ended early.')
    }
    throw error
  }
}
