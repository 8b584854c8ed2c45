import { describe, expect, test } from 'vitest'
import { parseUtcText } from '../../../src/domain/time/utc-text.ts'

describe('a time in UTC, read the quick way', () => {
  test.each(['2024-02-29T23:59:59Z', '1970-01-01T00:00:00.000Z', '2022-11-06T01:05:07.250Z'])(
    '%s is an instant',
    (text) => {
      expect(parseUtcText(text)).toBe(Date.parse(text))
    },
  )

  test.each([
    '2023-02-29T00:00:00Z',
    '2024-13-01T00:00:00Z',
    '2024-06-01T24:00:00Z',
    '2024-06-01T10:60:00Z',
    '2024-06-01T1x:00:00Z',
    '202x-06-01T10:00:00Z',
    '2024-06-01T10:00:00.0x0Z',
    '2024-06-01T10:00:00+',
    '2024/06-01T10:00:00Z',
    '2024-06/01T10:00:00Z',
    '2024-06-01 10:00:00Z',
    '2024-06-01T10.00:00Z',
    '2024-06-01T10:00.00Z',
    '2024-06-01T10:00:00,000Z',
    '2024-06-01T10:00Z',
  ])('%s is none', (text) => {
    expect(parseUtcText(text)).toBeNull()
  })
})
