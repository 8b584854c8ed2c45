import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { headcount, type Outcome, scratch } from './command-line.ts'

const room = ['--create-space', 'Room', '--time-zone', 'Europe/Paris']
const littleEndian = (text: string) => Buffer.from(`\u{FEFF}${text}`, 'utf16le')

function fileWith(content: Uint8Array): string {
  const file = join(scratch(), 'visits.txt')
  writeFileSync(file, content)
  return file
}

function importCsv(file: string): Promise<Outcome> {
  return headcount(['import', 'csv', file, ...room, '--data', scratch(), '--json'])
}

describe('headcount import csv', () => {
  test.each([
    ['little endian', littleEndian],
    ['big endian', (text: string) => littleEndian(text).swap16()],
  ])('reads UTF-16 with a byte-order mark, %s, separated by tabs', async (_, encode) => {
    const lines = Array.from({ length: 20_000 }, (_, index) => `${1_700_000_000 + index * 60}\t${index % 7}`)
    const file = fileWith(encode(`time\tcount\r\n${lines.join('\r\n')}\r\n½ past\t1\r\n`))
    const { stdout, stderr } = await importCsv(file)

    expect(stderr).not.toContain('column')
    expect(JSON.parse(stdout).files[0]).toMatchObject({
      rows: 20_001,
      accepted: 20_000,
      rejected: [{ line: 20_002, message: expect.stringContaining('"½ past" is not a time.') }],
    })
    expect(readFileSync(`${file}.rejected`, 'utf8')).toBe('time\tcount\n½ past\t1\n')
  })

  test('asks for UTF-8 where it cannot tell the encoding', async () => {
    const file = fileWith(Buffer.from('time,count\n2024-05-14 09:00,3\n', 'utf16le'))
    const { code, stderr } = await importCsv(file)

    expect(code).toBe(1)
    expect(stderr).toContain(`${file} is neither UTF-8 nor UTF-16 with a byte-order mark: save it as UTF-8`)
  })
})
