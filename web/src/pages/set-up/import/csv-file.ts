import { type CsvHead, readCsvHead } from '../../../../../src/client/csv/csv-head.ts'
import type { CsvRecord } from '../../../../../src/client/csv/csv-records.ts'
import { TextDecoding } from '../../../../../src/client/csv/text-decoding.ts'

/** A file as it was found when it was opened. */
export interface CsvFile {
  readonly file: File
  /** The text of its header row. */
  readonly header: string
  readonly names: readonly string[]
  /** Its first rows. */
  readonly rows: readonly CsvRecord[]
}

/** Text of a file that comes in pieces, and how far it has been read. */
interface Pieces {
  readonly pieces: AsyncIterator<string>
  /** Bytes as they lie on disk. */
  readBytes(): number
}

const SAMPLE_ROWS = 20
/** Some thousand rows: browsers hand out more at once than can be read between two pictures. */
const PIECE_CHARACTERS = 64 * 1024

/** Reads the beginning of a file. Rejects when it cannot be read, with `UnknownEncoding` when it is not text. */
export async function openCsvFile(file: File): Promise<CsvFile> {
  const { pieces } = await textOf(file)
  const { header, names, records } = await readWithColumns(pieces)
  await pieces.return?.()
  return { file, header, names, rows: records.slice(0, SAMPLE_ROWS) }
}

/**
 * Reads the header of a file. Rows with one field more than it have an index column in front that it does not name,
 * as statistics programs write it.
 */
export async function readWithColumns(pieces: AsyncIterator<string>): Promise<CsvHead> {
  const head = await readCsvHead(pieces, null)
  const width = head.records[0]?.fields?.length
  return width === head.names.length + 1 ? { ...head, names: ['', ...head.names] } : head
}

/** The text of a file in pieces, never the whole of it at once, unpacked when it is gzip. */
export async function textOf(file: Blob): Promise<Pieces> {
  let read = 0
  const counted = file.stream().pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, controller) {
        read += chunk.length
        controller.enqueue(chunk)
      },
    }),
  )
  const bytes = (await isGzip(file)) ? counted.pipeThrough(new DecompressionStream('gzip')) : counted
  return { pieces: piecesOf(bytes), readBytes: () => read }
}

async function* piecesOf(bytes: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  const reader = bytes.pipeThrough(decoded()).getReader()
  try {
    for (;;) {
      const { value, done } = await reader.read()
      if (done) return
      for (let from = 0; from < value.length; from += PIECE_CHARACTERS) {
        yield value.slice(from, from + PIECE_CHARACTERS)
      }
    }
  } finally {
    await reader.cancel()
  }
}

function decoded(): TransformStream<Uint8Array<ArrayBuffer>, string> {
  const decoding = new TextDecoding()
  return new TransformStream({
    transform: (chunk, controller) => controller.enqueue(decoding.push(chunk)),
    flush: (controller) => controller.enqueue(decoding.end()),
  })
}

async function isGzip(file: Blob): Promise<boolean> {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer())
  return first === 0x1f && second === 0x8b
}
