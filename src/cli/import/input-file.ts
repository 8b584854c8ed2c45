import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { TextDecoding, UnknownEncoding } from '../../client/csv/text-decoding.ts'
import { CommandFailed } from '../failures.ts'

/** Some thousand rows: what is made of them is gone before it has to be kept. */
const CHUNK_BYTES = 128 * 1024

/** A file that is being read as text. */
export interface InputFile {
  readonly sizeBytes: number
  /** How much of the file, as it lies on disk, has been read. */
  readBytes(): number
  /** Its text in pieces, unpacked when it is gzip, without a byte-order mark. */
  readonly text: AsyncIterable<string>
}

/**
 * Opens a file for reading as text. Rejects when there is none; reading rejects for gzip that is damaged, and for an
 * encoding that cannot be told.
 */
export async function openInputFile(file: string): Promise<InputFile> {
  const { size } = await stat(file)
  const isPacked = await isGzip(file)
  let read = 0
  const source = createReadStream(file, { highWaterMark: CHUNK_BYTES })
  source.on('data', (chunk) => {
    read += chunk.length
  })
  return { sizeBytes: size, readBytes: () => read, text: decode(isPacked ? unpack(source) : source, file) }
}

async function isGzip(file: string): Promise<boolean> {
  const handle = await open(file, 'r')
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0)
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b
  } finally {
    await handle.close()
  }
}

function unpack(source: Readable): Readable {
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES })
  source.on('error', (error) => gunzip.destroy(error))
  return source.pipe(gunzip)
}

async function* decode(source: Readable, file: string): AsyncGenerator<string> {
  const decoding = new TextDecoding()
  try {
    for await (const chunk of source) yield decoding.push(chunk)
    yield decoding.end()
  } catch (cause) {
    const problem = problemOf(cause)
    if (problem === null) throw cause
    throw new CommandFailed(`${file} ${problem}`, { cause })
  }
}

/** What is wrong with the content of a file; `null` for other failures. */
function problemOf(failure: unknown): string | null {
  if (failure instanceof UnknownEncoding)
    return 'is neither UTF-8 nor UTF-16 with a byte-order mark: save it as UTF-8.'
  const code = failure instanceof Error && 'code' in failure ? String(failure.code) : ''
  return code.startsWith('Z_') ? 'is damaged: it is not valid gzip, or ends early.' : null
}
