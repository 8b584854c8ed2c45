import { describe, expect, test } from 'vitest'
import { parseTimeText } from '../../../src/domain/time/time-text.ts'

const wall = (text: string) => ({ kind: 'wall', at: Date.parse(`${text}Z`) })
const instant = (text: string) => ({ kind: 'instant', at: Date.parse(text) })

describe('a time in a file', () => {
  test.each([
    ['2022-11-06 01:05', wall('2022-11-06T01:05:00')],
    ['2022-11-06T01:05:07.25', wall('2022-11-06T01:05:07.250')],
    ['2018-01-11 8:59:39', wall('2018-01-11T08:59:39')],
    ['2022/1/6 1:05', wall('2022-01-06T01:05:00')],
    ['2022-11-06', wall('2022-11-06T00:00:00')],
    ['01/02/2019 12:00:00 AM', wall('2019-01-02T00:00:00')],
    ['1/2/2019 12:30 pm', wall('2019-01-02T12:30:00')],
    ['12/31/2019 11:59:59 PM', wall('2019-12-31T23:59:59')],
    ['31.12.2019 13:00', wall('2019-12-31T13:00:00')],
    ['2022-11-06T01:05:00Z', instant('2022-11-06T01:05:00Z')],
    ['2022-11-06 01:05:00 UTC', instant('2022-11-06T01:05:00Z')],
    ['2022-11-06T01:05:00-07:00', instant('2022-11-06T08:05:00Z')],
    ['2022-11-06 01:05:00 +0530', instant('2022-11-05T19:35:00Z')],
    ['1667725500', instant('2022-11-06T09:05:00Z')],
    ['1667725500.5', instant('2022-11-06T09:05:00.500Z')],
    ['1667725500000', instant('2022-11-06T09:05:00Z')],
    ['-315619200', instant('1960-01-01T00:00:00Z')],
    ['November 01, 2019 05:00 PM', wall('2019-11-01T17:00:00')],
    ['Nov 1st 2019', wall('2019-11-01T00:00:00')],
    ['30-Nov-16', wall('2016-11-30T00:00:00')],
    ['30-Nov-69', wall('1969-11-30T00:00:00')],
    ['1 Mar 2025', wall('2025-03-01T00:00:00')],
    ['1. März 2025, 14:30', wall('2025-03-01T14:30:00')],
    ['Tue, 1 Mar 2025 05:00 GMT', instant('2025-03-01T05:00:00Z')],
    ['1 Sept 2025', wall('2025-09-01T00:00:00')],
    ['20250301', wall('2025-03-01T00:00:00')],
    ['20250301 15', wall('2025-03-01T15:00:00')],
    ['202503011530', wall('2025-03-01T15:30:00')],
    ['20250301T153007Z', instant('2025-03-01T15:30:07Z')],
    ['01/01/2009 4', wall('2009-01-01T04:00:00')],
    ['2009-01-01 4 p.m.', wall('2009-01-01T16:00:00')],
    ['3/4/24 10:00', wall('2024-03-04T10:00:00')],
    ['2022-11-06 01:05 CET', instant('2022-11-06T00:05:00Z')],
    ['2022-11-06 01:05 pdt', instant('2022-11-06T08:05:00Z')],
    ['2022-11-06 01:05 GMT+02:00', instant('2022-11-05T23:05:00Z')],
  ])('%s is understood', (text, moment) => {
    expect(parseTimeText(text, { dayFirst: false })).toEqual(moment)
  })

  test('has the day first where that was said', () => {
    expect(parseTimeText('01/02/2019 10:00', { dayFirst: true })).toEqual(wall('2019-02-01T10:00:00'))
  })

  test.each(['1610032420.137992', '2021-01-07T15:13:40.137992Z'])(
    'fractions of a millisecond of %s are cut',
    (text) => {
      expect(parseTimeText(text, { dayFirst: false })).toEqual(instant('2021-01-07T15:13:40.137Z'))
    },
  )

  test.each([
    ['45000', wall('2023-03-15T00:00:00')],
    ['45000.75', wall('2023-03-15T18:00:00')],
    ['44562.0034722222', wall('2022-01-01T00:05:00')],
  ])('%s is a date of a spreadsheet where the column holds such', (text, moment) => {
    expect(parseTimeText(text, { dayFirst: false, serialDates: true })).toEqual(moment)
    expect(parseTimeText(text, { dayFirst: false })).toBeNull()
  })

  test.each([
    '',
    '1 Foo 2025',
    'Foo 1, 2025',
    '1 Marchy 2025',
    '20251301',
    '2022-11-06 01:05 IST',
    '2022-11-06 01:05 x',
    '2022-11-06 noon',
    'yesterday',
    '2022-13-01 00:00',
    '2022-02-30 00:00',
    '2022-11-06 24:00',
    '2022-11-06 10:60',
    '2/30/2019',
    '13/1/2019 13:00 PM',
    '1/1/2019 0:30 AM',
    '1/2.2019',
    '42',
    '2022-11-06T01:05:00-7',
  ])('%j is none', (text) => {
    expect(parseTimeText(text, { dayFirst: false })).toBeNull()
  })
})
