import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { UnknownEncoding } from '../../../src/client/csv/text-decoding.ts'
import { openCsvFile } from '../../../web/src/pages/set-up/import/csv-file.ts'
import { guessMapping } from '../../../web/src/pages/set-up/import/guess.ts'
import { runImport } from '../../../web/src/pages/set-up/import/run-import.ts'

const HEADER = 'Wann\tZählung\r\n'
const littleEndian = (text: string) => Buffer.from(`\u{FEFF}${text}`, 'utf16le')
const bigEndian = (text: string) => littleEndian(text).swap16()

describe.each([
  ['little endian', littleEndian],
  ['big endian', bigEndian],
  ['packed', (text: string) => gzipSync(littleEndian(text))],
] as const)('a file in UTF-16, %s', (_, encode) => {
  test('opens with its columns', async () => {
    const file = await openCsvFile(new File([encode(`${HEADER}2024-05-13 09:00\t3\r\n`)], 'unicode.txt'))

    expect(file.names).toEqual(['Wann', 'Zählung'])
    expect(file.rows).toMatchObject([{ line: 2, fields: ['2024-05-13 09:00', '3'] }])
  })

  test('is imported whole, and says how far it is', async () => {
    const lines = Array.from({ length: 25_000 }, (_, index) => `${1_714_557_600 + index}\t${index % 9}\r\n`)
    const mapping = guessMapping({ names: ['time', 'count'], rows: [] }, 'Europe/Paris')
    const shares: number[] = []
    const tally = await runImport(new Blob([encode(`time\tcount\r\n${lines.join('')}`)]), {
      mapping: { ...mapping, sensor: 'S-1' },
      send: async (readings) => ({ accepted: readings.length, duplicates: 0, rejected: [], seq: 1 }),
      onProgress: (share) => shares.push(share),
      signal: new AbortController().signal,
    })

    expect(tally.now()).toMatchObject({ rows: 25_000, accepted: 25_000, rejectedRows: 0 })
    expect(shares.at(-1)).toBe(1)
    expect(shares.every((share) => share > 0 && share <= 1)).toBe(true)
  })
})

test('a file in an encoding that cannot be told is not opened', async () => {
  const unmarked = new File([Buffer.from(HEADER, 'utf16le')], 'unmarked.csv')

  await expect(openCsvFile(unmarked)).rejects.toThrow(UnknownEncoding)
})
