import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CsvRecords } from '../../src/client/csv/csv-records.ts'

function read(text: string, pieceLength = text.length, delimiter = ',') {
  const csv = new CsvRecords(delimiter)
  const records = []
  for (let at = 0; at < text.length; at += pieceLength)
    records.push(...csv.push(text.slice(at, at + pieceLength)))
  return [...records, ...csv.end()]
}

const rows = (text: string) => read(text).map(({ fields }) => fields)

describe('rows of a CSV file', () => {
  test('are its lines, cut at the delimiter', () => {
    expect(rows('a,b\n1,2\n,\n')).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['', ''],
    ])
  })

  test('may end with CRLF, and the last with nothing', () => {
    expect(rows('a,b\r\n1,"2"\r\n3,4')).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
    ])
  })

  test('may be quoted, with delimiters, quotes and line ends inside', () => {
    expect(rows('"a,""b""","c\nd",e\n1,2,3\n')).toEqual([
      ['a,"b"', 'c\nd', 'e'],
      ['1', '2', '3'],
    ])
  })

  test('keep a quote that stands inside an unquoted field', () => {
    expect(rows('5" pipe,2\n')).toEqual([['5" pipe', '2']])
  })

  test('know their lines, blank lines and line ends in quotes counted', () => {
    const records = read('a\n\n"x\ny"\nb\n')

    expect(records.map(({ line, text }) => [line, text])).toEqual([
      [1, 'a'],
      [3, '"x\ny"'],
      [5, 'b'],
    ])
  })

  test('are spoilt one by one by a quote that is never closed', () => {
    const records = read('a,b\n"1,2\n3,4\n')

    expect(records.map(({ line, fields }) => [line, fields])).toEqual([
      [1, ['a', 'b']],
      [2, null],
      [3, ['3', '4']],
    ])
  })

  test('do not wait for a quote that is never closed beyond 64 KiB', () => {
    const csv = new CsvRecords(',')
    const before = csv.push(`"1,2\n${'3,4\n'.repeat(20_000)}`)

    expect(before[0]).toMatchObject({ line: 1, fields: null })
    expect(before).toHaveLength(20_001)
  })

  test('come out the same, whichever pieces the text comes in', () => {
    const field = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', ' ', 'é'), maxLength: 6 })
    const table = fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 })

    fc.assert(
      fc.property(table, fc.integer({ min: 1, max: 7 }), (wanted, pieceLength) => {
        const text = wanted
          .map((row) => `${row.map((value) => `"${value.replaceAll('"', '""')}"`).join(',')}\n`)
          .join('')

        expect(read(text, pieceLength).map(({ fields }) => fields)).toEqual(wanted)
      }),
    )
  })
})
