import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LATEST_INSTANT } from '../../src/domain/time/supported-time.ts'
import { parseInstant } from '../../src/ingest/instant.ts'

test('every instant reads back from every way of writing it', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: LATEST_INSTANT - 1 }),
      fc.integer({ min: -840, max: 840 }),
      (at, offset) => {
        const text = new Date(at).toISOString()
        const sign = offset < 0 ? '-' : '+'
        const two = (value: number) => String(value).padStart(2, '0')
        const zone = `${sign}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`
        const local = new Date(at + offset * 60_000).toISOString().replace('Z', zone)

        expect(parseInstant(at)).toBe(at)
        expect(parseInstant(text)).toBe(at)
        expect(parseInstant(text.replace(/\.\d+Z/, 'Z'))).toBe(Math.floor(at / 1_000) * 1_000)
        expect(parseInstant(local)).toBe(at)
      },
    ),
  )
})

test('text of the quick shape names an instant exactly when the calendar has it', () => {
  const two = (max: number) => fc.integer({ min: 0, max }).map((value) => String(value).padStart(2, '0'))
  const year = fc.integer({ min: 1970, max: 2099 }).map(String)
  fc.assert(
    fc.property(year, two(14), two(33), two(25), two(61), two(61), (y, month, day, hour, minute, second) => {
      const text = `${y}-${month}-${day}T${hour}:${minute}:${second}Z`
      const at = Date.parse(text)
      const exists = !Number.isNaN(at) && new Date(at).toISOString() === text.replace('Z', '.000Z')

      expect(parseInstant(text)).toBe(exists ? at : null)
    }),
    { numRuns: 2_000 },
  )
})

test.each([
  ['2024-05-14T08:00:00'],
  ['2024-05-14T08:00:00z'],
  ['2024-05-14 08:00:00Z'],
  ['2024-05-14T08:00:00.1234Z '],
  ['2024-05-14T24:00:00Z'],
  ['2024-05-14T08:00:60Z'],
  ['2024-05-14T0a:00:00Z'],
  ['2024-05-14T08:00:00.1x3Z'],
  ['1969-12-31T23:59:59Z'],
  ['2100-01-01T00:00:00Z'],
  [''],
  [-1],
  [0.5],
  [Number.NaN],
  [Number.POSITIVE_INFINITY],
  [LATEST_INSTANT],
  [true],
  [null],
  [{}],
])('%j names no instant', (at) => {
  expect(parseInstant(at)).toBeNull()
})
