import { describe, expect, test } from 'vitest'
import { dialectOf } from '../../src/client/csv/csv-dialect.ts'
import { readCsvHead } from '../../src/client/csv/csv-head.ts'

describe('how a file is written', () => {
  test.each([
    ['a,b;c,d', ','],
    ['a;b;c', ';'],
    ['a\tb', '\t'],
    ['"Date, local"\tcount', '\t'],
    ['a', ','],
    ['time;count\n2024-05-14 09:00;4,4\n2024-05-14 10:00;5,1\n', ';'],
    ['Report, May\ntime;a;b\n1;2;3\n', ';'],
  ])('%j is separated by %j', (text, delimiter) => {
    expect(dialectOf(text, null).delimiter).toBe(delimiter)
  })

  test.each([
    ['time,count\n1,2\n', 0],
    ['Visitors of May\n\nExported on 2024-06-01\ntime,count\n1,2\n3,4\n', 2],
    ['Site,Library\ntime,in,out\n1,2,3\n4,5,6\n', 1],
    ['time,in,out\n1,2024,2,3\n2,2024,5,6\n', 0],
    ['Title\ntime,in,out\n1,2024,2,3\n2,2024,5,6\n', 1],
    ['count\n1\n2\n', 0],
    ['time,count\n', 0],
    ['', 0],
  ])('%j has its header after %i rows', (text, preamble) => {
    expect(dialectOf(text, null).preamble).toBe(preamble)
  })

  test('is found whichever way the text comes in pieces', async () => {
    const text = 'Visitors of May\ntime;count\n2024-05-14 09:00;4,4\n2024-05-14 10:00;5\n'
    async function* pieces() {
      for (const character of text) yield character
    }
    const head = await readCsvHead(pieces(), null)

    expect(head.header).toBe('time;count')
    expect(head.records.map(({ line, fields }) => [line, fields?.[1]])).toEqual([
      [3, '4,4'],
      [4, '5'],
    ])
  })
})
