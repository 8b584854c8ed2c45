import { crc32 } from 'node:zlib'
import { damaged } from '../store-unusable.ts'
import { ByteReader, ByteWriter } from './bytes.ts'

const VERSION = 1
/** A format version (1 byte) and the CRC-32 of everything behind the header (4 bytes). */
const HEADER_BYTES = 5

const writer = new ByteWriter()

/** A blob of whatever `write` writes, with a format version and a checksum before it. */
export function seal(write: (out: ByteWriter) => void): Buffer {
  writer.reset(HEADER_BYTES)
  write(writer)
  const blob = Buffer.from(writer.written())
  blob[0] = VERSION
  blob.writeUInt32LE(crc32(blob.subarray(HEADER_BYTES)), 1)
  return blob
}

/** Opens a sealed blob for reading. Throws `StoreUnusable`, naming `where`, when it is not as it was sealed. */
export function unseal(blob: Buffer, where: string): ByteReader {
  if (blob.length <= HEADER_BYTES) throw damaged(where, `only ${blob.length} bytes are left of it`)
  if (blob[0] !== VERSION) throw damaged(where, `its format ${blob[0]} is unknown`)
  if (crc32(blob.subarray(HEADER_BYTES)) !== blob.readUInt32LE(1))
    throw damaged(where, 'it does not match its checksum')
  return new ByteReader(blob, HEADER_BYTES)
}
