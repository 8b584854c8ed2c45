import { crc32, deflateSync } from 'node:zlib'

/** A PNG of one grey, with these sides in pixels. */
export function samplePng(width = 4, height = 3, grey = 128): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  // Eight bits of grey a pixel.
  header.writeUInt8(8, 8)
  const row = Buffer.alloc(width + 1, grey).fill(0, 0, 1)
  const rows = Buffer.concat(Array.from({ length: Math.min(height, 100) }, () => row))
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** The beginning of a JPEG with these sides in pixels: as much as says what it is, and how it is to be turned. */
export function sampleJpeg(width: number, height: number, orientation: number | null = null): Buffer {
  const frame = Buffer.from('ffc0001108000000000301220002110103110100', 'hex')
  frame.writeUInt16BE(height, 5)
  frame.writeUInt16BE(width, 7)
  const parts = [
    Buffer.from('ffd8', 'hex'),
    segment(0xe0, Buffer.from('JFIF\0\x01\x02\0\0\x01\0\x01\0\0', 'latin1')),
  ]
  if (orientation !== null) {
    const exif = Buffer.from(
      '457869660000' + '4d4d002a00000008' + '0001' + '0112000300000001' + '00000000' + '00000000',
      'hex',
    )
    exif.writeUInt16BE(orientation, 24)
    parts.push(segment(0xe1, exif))
  }
  return Buffer.concat([...parts, frame, Buffer.from('ffd9', 'hex')])
}

function segment(marker: number, body: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([head, body])
}

function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(body.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}
