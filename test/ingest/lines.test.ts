import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { overloaded } from '../../src/domain/errors.ts'
import { LineSplitter, TOO_LONG } from '../../src/ingest/line-splitter.ts'
import { acceptLines } from '../../src/ingest/line-stream.ts'
import { countOf, type OpenIngest, openIngest } from './open-ingest.ts'

async function* pieces(...texts: string[]): AsyncGenerator<Buffer> {
  for (const text of texts) yield Buffer.from(text)
}

describe('lines', () => {
  test('are the same however the bytes are cut', () => {
    const text = fc.array(fc.string({ unit: 'grapheme', maxLength: 12 }), { maxLength: 12 })
    fc.assert(
      fc.property(text, fc.array(fc.nat({ max: 300 })), (parts, cuts) => {
        const whole = parts.join('\n')
        const bytes = Buffer.from(whole)
        const limit = 20
        const expected = whole
          .split('\n')
          .map((line) => (Buffer.byteLength(line) > limit ? TOO_LONG : line))
          .filter((line) => line === TOO_LONG || line.trim() !== '')
        const splitter = new LineSplitter(limit)
        const edges = [0, ...cuts.filter((cut) => cut < bytes.length).toSorted((a, b) => a - b), bytes.length]
        const got = edges.slice(1).flatMap((edge, index) => splitter.push(bytes.subarray(edges[index], edge)))

        expect([...got, ...splitter.end()]).toEqual(expected)
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('a stream', () => {
  let open: OpenIngest
  beforeEach(async () => {
    open = await openIngest()
  })

  test('counts readings, not blank lines, and rejects broken lines alone', async () => {
    const good = (seq: number) => JSON.stringify(countOf({ seq }))
    const long = JSON.stringify({ ...countOf(), note: 'x'.repeat(65_536) })

    const result = await open.ingest.acceptLines(
      open.sender,
      pieces(`\n${good(1)}\r\n\n  \n{"type":\n`, `${long}\n${good(2)}\n`, good(3)),
    )

    expect(result).toMatchObject({ accepted: 3, duplicates: 0, rejectedTruncated: 0 })
    expect(result.rejected.map(({ index, code }) => [index, code])).toEqual([
      [1, 'invalid_json'],
      [2, 'line_too_long'],
    ])
  })

  test.each([
    ['blank', '\n'],
    ['no JSON', 'x\n'],
  ])('ends where line after line is %s, and keeps what came before', async (_, line) => {
    const good = JSON.stringify(countOf())
    const stream = pieces(`${good}\n${good}`, ...Array.from({ length: 20 }, () => line.repeat(10_000)), good)

    await expect(open.ingest.acceptLines(open.sender, stream)).rejects.toThrow('hold no reading')
  })

  test('goes on where readings come between blank lines, however many', async () => {
    const good = (seq: number) => `${JSON.stringify(countOf({ seq }))}\n${'\n'.repeat(60_000)}`

    expect(await open.ingest.acceptLines(open.sender, pieces(good(1), good(2), good(3)))).toMatchObject({
      accepted: 3,
    })
  })

  test('is kept in batches of ten thousand, each before more is read', async () => {
    const sizes: number[] = []
    const counting = await openIngest({
      position: () => 0,
      append: async (_organization, arrivals) => {
        sizes.push(arrivals.length)
        return { outcomes: arrivals.map(() => 'accepted'), seq: sizes.length }
      },
    })
    let read = 0
    async function* source() {
      for (; read < 25; read++) {
        expect(sizes).toHaveLength(Math.floor(read / 10))
        yield Buffer.from(`${JSON.stringify(countOf())}\n`.repeat(1_000))
      }
    }

    const result = await counting.ingest.acceptLines(counting.sender, source())

    expect(result).toMatchObject({ accepted: 25_000, seq: 3 })
    expect(sizes).toEqual([10_000, 10_000, 5_000])
  })

  test('that fails keeps the batches before and drops the rest', async () => {
    async function* failing() {
      const line = (seq: number) => `${JSON.stringify(countOf({ seq }))}\n`
      yield Buffer.from(Array.from({ length: 10_500 }, (_, seq) => line(seq)).join(''))
      throw new Error('gone')
    }

    await expect(open.ingest.acceptLines(open.sender, failing())).rejects.toThrow('gone')
    expect(await open.kept()).toHaveLength(10_000)
  })

  test('tells of ten thousand rejected and counts the others', async () => {
    const result = await open.ingest.acceptLines(open.sender, pieces('x\n'.repeat(25_000)))

    expect(result.rejected).toHaveLength(10_000)
    expect(result.rejected.at(-1)?.index).toBe(9_999)
    expect(result.rejectedTruncated).toBe(15_000)
  })

  test('is held up while the log is full, and refused at once when nothing was taken yet', async () => {
    const lines = () => pieces('1\n'.repeat(10_000), '1\n'.repeat(10_000))
    let calls = 0
    const fullOnce = async (readings: readonly unknown[]) => {
      calls++
      if (calls === 2) throw overloaded('full')
      return { accepted: readings.length, duplicates: 0, rejected: [], seq: calls }
    }

    expect(await acceptLines(fullOnce, lines(), 0)).toMatchObject({ accepted: 20_000, seq: 3 })
    expect(calls).toBe(3)
    const full = () => Promise.reject(overloaded('full'))
    await expect(acceptLines(full, lines(), 0)).rejects.toMatchObject({ kind: 'overloaded', message: 'full' })
  })
})
