import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readCsvHead } from '../../src/client/csv/csv-head.ts'
import { TextDecoding, UnknownEncoding } from '../../src/client/csv/text-decoding.ts'

const MARK = '\u{FEFF}'
const encodings = {
  'UTF-8': (text: string) => Buffer.from(text),
  'UTF-8 with a mark': (text: string) => Buffer.from(MARK + text),
  'UTF-16LE': (text: string) => Buffer.from(MARK + text, 'utf16le'),
  'UTF-16BE': (text: string) => Buffer.from(MARK + text, 'utf16le').swap16(),
} as const

function piecesOf(bytes: Uint8Array, pieceLength = bytes.length): readonly string[] {
  const decoding = new TextDecoding()
  const pieces: string[] = []
  for (let at = 0; at < bytes.length; at += pieceLength)
    pieces.push(decoding.push(bytes.subarray(at, at + pieceLength)))
  return [...pieces, decoding.end()]
}

async function* oneByOne(pieces: readonly string[]): AsyncGenerator<string> {
  yield* pieces
}

const read = (bytes: Uint8Array, pieceLength?: number) => piecesOf(bytes, pieceLength).join('')

describe.each(Object.entries(encodings))('text in %s', (_, encode) => {
  test('comes out the same, whichever pieces its bytes come in', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\t', '\r\n', 'é', '漢', '😀'), maxLength: 1_500 })

    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 7 }), (wanted, pieceLength) => {
        expect(read(encode(wanted), pieceLength)).toBe(wanted)
      }),
    )
  })

  test('is empty where there is none', () => {
    expect(read(encode(''))).toBe('')
  })

  test('comes as it is read, not at the end', () => {
    const pieces = piecesOf(encode('1600000000\t1\r\n'.repeat(1_000)), 1_000)

    expect(pieces.slice(2).every((piece) => piece.length <= 1_000)).toBe(true)
  })

  test('makes a header with its own delimiter', async () => {
    const pieces = piecesOf(encode('Zählung\tWann\r\n7\t"2024-05-01, 10:00"\r\n'), 3)
    const head = await readCsvHead(oneByOne(pieces), null)

    expect(head.names).toEqual(['Zählung', 'Wann'])
    expect(head.records[0]).toMatchObject({ line: 2, fields: ['7', '2024-05-01, 10:00'] })
  })
})

describe('bytes that are no text', () => {
  const rows = 'time,count\n1714557600,1\n'

  test.each([
    ['UTF-16 without a mark', Buffer.from(rows, 'utf16le')],
    ['UTF-16BE without a mark', Buffer.from(rows, 'utf16le').swap16()],
    ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x74, 0, 0, 0])],
  ])('are refused: %s', (_, bytes) => {
    expect(() => read(bytes)).toThrow(UnknownEncoding)
    expect(() => read(bytes, 1)).toThrow(UnknownEncoding)
  })

  test.each([
    ['Latin-1', Buffer.from('Zählung,Wann\n', 'latin1'), 'Z\u{FFFD}hlung,Wann\n'],
    ['a character that is cut off', Buffer.from('time,é').subarray(0, -1), 'time,\u{FFFD}'],
    ['half a code unit', Buffer.from(`${MARK}time`, 'utf16le').subarray(0, -1), 'tim\u{FFFD}'],
  ])('spoil their own character only: %s', (_, bytes, text) => {
    expect(read(bytes)).toBe(text)
    expect(read(bytes, 1)).toBe(text)
  })
})
