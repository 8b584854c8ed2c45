import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ReadingsReceipt } from '../../../src/client/reading-wire.ts'
import { openCsvFile } from '../../../web/src/pages/set-up/import/csv-file.ts'
import { guessMapping, isDayFirst, timesIn } from '../../../web/src/pages/set-up/import/guess.ts'
import type { ImportTally } from '../../../web/src/pages/set-up/import/import-tally.ts'
import { type Mapping, missingIn } from '../../../web/src/pages/set-up/import/mapping.ts'
import { previewRows, runImport } from '../../../web/src/pages/set-up/import/run-import.ts'

const ZONE = 'Europe/Paris'
const guess = (header: string, ...rows: string[]) =>
  guessMapping({ names: header.split(','), rows: rows.map((row) => row.split(',')) }, ZONE)

describe('what columns mean', () => {
  test.each([
    ['time,count', { time: 0, count: 1, whose: 'sensor', kind: 'count' }],
    [
      'Timestamp,Sensor Serial,People Count,Capped',
      { time: 0, sensorColumn: 1, count: 2, capped: 3, whose: 'column' },
    ],
    [
      'at,serial_number,in,out',
      { time: 0, sensorColumn: 1, entrances: 2, exits: 3, kind: 'crossings', count: null },
    ],
    ['Date,Time,Entries,Exits', { time: 0, clock: 1, entrances: 2, exits: 3, kind: 'crossings' }],
    ['occupancy,datetime', { time: 1, count: 0 }],
  ])('%s', (header, meaning) => {
    expect(guess(header)).toMatchObject(meaning)
  })

  test('is told by what stands in them where their names do not tell', () => {
    expect(guess('a,b', '7,2024-05-01T10:00:00Z')).toMatchObject({ time: 1, count: null })
  })

  test('a day above 12 shows that it comes first', () => {
    expect(isDayFirst(['1/2/2024', '13/2/2024 10:00'])).toBe(true)
    expect(isDayFirst(['1/2/2024', '2/13/2024'])).toBe(false)
  })

  test('times say whether they need clocks', () => {
    const mapping = guess('time,count')
    expect(timesIn(mapping, [['2024-05-01 10:00', '1']])).toBe('wall')
    expect(timesIn(mapping, [['1714557600', '1']])).toBe('instant')
    expect(timesIn(mapping, [['noon', '1']])).toBe('none')
  })

  test('what is missing is asked for, one thing at a time', () => {
    const whole: Mapping = { ...guess('time,count'), sensor: 'S-1' }
    expect(missingIn(whole)).toBeNull()
    expect(missingIn({ ...whole, time: null })).toBe('time')
    expect(missingIn({ ...whole, count: null })).toBe('count')
    expect(missingIn({ ...whole, kind: 'crossings' })).toBe('crossings')
    expect(missingIn({ ...whole, sensor: ' ' })).toBe('sensor')
    expect(missingIn({ ...whole, whose: 'doorway' })).toBe('sensor')
  })
})

const counts: Mapping = { ...guess('time,count,capped'), sensor: 'S-1' }

describe('a preview', () => {
  test('shows rows as readings, and what is wrong with others', async () => {
    const text =
      'time,count,capped\n2024-07-01 10:00,3,\n2024-07-01 11:00,,\nnoon,4,\n2024-07-01 12:00,-1,\n2024-07-01 13:00,5,yes\n2024-03-31 02:30,1,\n'
    const file = await openCsvFile(new File([text], 'a.csv'))
    const rows = previewRows(file.rows, file.names.length, counts)

    expect(
      rows.map(({ record, readings, problem }) => [record.line, readings[0] ?? problem?.message ?? null]),
    ).toEqual([
      [2, { type: 'count', sensor: 'S-1', count: 3, at: Date.parse('2024-07-01T08:00:00Z') }],
      [3, null],
      [4, expect.stringContaining('"noon" is not a time.')],
      [5, expect.stringContaining('"-1" is not a number of people.')],
      [6, { type: 'count', sensor: 'S-1', count: 5, capped: true, at: Date.parse('2024-07-01T11:00:00Z') }],
      [7, '"2024-03-31 02:30" was skipped by the clocks of Europe/Paris.'],
    ])
  })

  test('opens what is packed with gzip, and a file without rows', async () => {
    const packed = await openCsvFile(new File([gzipSync('time,count\n1714557600,2\n')], 'a.csv.gz'))
    const bare = await openCsvFile(new File(['time,count'], 'b.csv'))
    const empty = await openCsvFile(new File([''], 'c.csv'))

    expect(packed.rows).toHaveLength(1)
    expect([bare.names, bare.rows]).toEqual([['time', 'count'], []])
    expect(empty.names).toEqual([])
  })
})

/** A server in a few lines: takes everything but the counts that it is told to refuse. */
function keeper(refused: ReadonlySet<number> = new Set()) {
  const kept = new Set<string>()
  const batches: number[] = []
  const send = async (readings: readonly object[]): Promise<ReadingsReceipt> => {
    batches.push(readings.length)
    let duplicates = 0
    let accepted = 0
    const rejected = readings.flatMap((reading, index) => {
      const { count = -1 } = reading as { count?: number }
      if (refused.has(count)) return [{ index, code: 'refused', message: `No ${count} here.` }]
      const text = JSON.stringify(reading)
      if (kept.has(text)) duplicates++
      else accepted++
      kept.add(text)
      return []
    })
    return { accepted, duplicates, rejected, seq: 1 }
  }
  return { send, kept, batches }
}

const load = (
  file: Blob,
  mapping: Mapping,
  send: ReturnType<typeof keeper>['send'],
  signal = new AbortController().signal,
) => {
  const shares: number[] = []
  const done = runImport(file, { mapping, send, signal, onProgress: (share) => shares.push(share) })
  return done.then((tally: ImportTally) => ({ tally, shares }))
}

describe('an import', () => {
  test('sends batches of at most 10,000, and says how far it is', async () => {
    const lines = Array.from({ length: 25_000 }, (_, index) => `${1_714_557_600 + index},${index % 9},\n`)
    const { send, batches } = keeper()
    const { tally, shares } = await load(new Blob(['time,count,capped\n', ...lines]), counts, send)

    expect(batches).toEqual([10_000, 10_000, 5_000])
    expect(tally.now()).toMatchObject({ rows: 25_000, accepted: 25_000, duplicates: 0, rejectedRows: 0 })
    expect(shares.at(-1)).toBe(1)
    expect(shares).toEqual(shares.toSorted((a, b) => a - b))
  })

  test('a second time changes nothing', async () => {
    const file = new Blob(['time,count,capped\n1714557600,1,\n1714557660,2,\n'])
    const { send } = keeper()
    await load(file, counts, send)
    const { tally } = await load(file, counts, send)

    expect(tally.now()).toMatchObject({ accepted: 0, duplicates: 2, rejectedRows: 0 })
  })

  test('keeps the rows that were not taken as they stood, under their header, with line and reason', async () => {
    const text = 'time,count,capped\n1714557600,1,\n"never, ever",2,\n1714557700,13,\n\n1714557800,3\n'
    const { send } = keeper(new Set([13]))
    const { tally } = await load(new Blob([text]), counts, send)

    expect(tally.now().rejected).toEqual([
      { line: 3, code: 'invalid', message: expect.stringContaining('"never, ever" is not a time.') },
      { line: 4, code: 'refused', message: 'No 13 here.' },
    ])
    expect(await tally.rejectedFile().text()).toBe('time,count,capped\n"never, ever",2,\n1714557700,13,\n')
  })

  test('rejects a row once, however many of its readings were', async () => {
    const mapping: Mapping = { ...guess('time,in,out'), sensor: 'S-1' }
    const { tally } = await load(new Blob(['time,in,out\n1714557600,1,2\n']), mapping, async (readings) => ({
      seq: 1,
      accepted: 0,
      duplicates: 0,
      rejected: readings.map((_, index) => ({ index, code: 'unknown_sensor', message: 'Unknown.' })),
    }))

    expect(tally.now()).toMatchObject({ rows: 1, rejectedRows: 1 })
  })

  test('ends when it is stopped, with what was taken kept', async () => {
    const lines = Array.from({ length: 30_000 }, (_, index) => `${1_714_557_600 + index},1,\n`)
    const stop = new AbortController()
    const { send, kept } = keeper()
    const stopping = async (readings: readonly object[]) => {
      stop.abort()
      return send(readings)
    }

    await expect(
      load(new Blob(['time,count,capped\n', ...lines]), counts, stopping, stop.signal),
    ).rejects.toThrow()
    expect(kept.size).toBe(10_000)
  })

  test('loses no row: each is taken, there already, blank or rejected', async () => {
    const cell = fc.constantFrom('1', '2', '', 'x', '13', '"a, b"')
    const time = fc.integer({ min: 1_714_557_600, max: 1_714_557_700 }).map(String)
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(time, cell), { maxLength: 40 }), async (rows) => {
        const text = `time,count,capped\n${rows.map(([at, count]) => `${at},${count},\n`).join('')}`
        const { tally } = await load(new Blob([text]), counts, keeper(new Set([13])).send)
        const { accepted, duplicates, rejectedRows, blank } = tally.now()

        expect(tally.now().rows).toBe(rows.length)
        expect(accepted + duplicates + rejectedRows + blank).toBe(rows.length)
      }),
      { numRuns: 50 },
    )
  })
})
