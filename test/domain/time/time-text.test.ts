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
  ])('%s is understood', (text, moment) => {
    expect(parseTimeText(text, false)).toEqual(moment)
  })

  test('has the day first where that was said', () => {
    expect(parseTimeText('01/02/2019 10:00', true)).toEqual(wall('2019-02-01T10:00:00'))
  })

  test.each([
    '',
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
    expect(parseTimeText(text, false)).toBeNull()
  })
})
