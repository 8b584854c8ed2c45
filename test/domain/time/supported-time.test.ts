import { expect, test } from 'vitest'
import { EARLIEST_INSTANT, isSupportedTime, LATEST_INSTANT } from '../../../src/domain/time/supported-time.ts'

test('times from 1970 up to but without 2100 are understood', () => {
  expect([EARLIEST_INSTANT, LATEST_INSTANT]).toEqual([Date.UTC(1970, 0, 1), Date.UTC(2100, 0, 1)])
  expect([-1, 0, LATEST_INSTANT - 1, LATEST_INSTANT].map(isSupportedTime)).toEqual([false, true, true, false])
})
