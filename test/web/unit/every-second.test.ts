import { signal } from '@preact/signals'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { follow } from '../../../web/src/state/every-second.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('the first change is told at once, the many after it once a second, and the last one is not lost', () => {
  const count = signal(0)
  const seen: number[] = []
  const end = follow(() => seen.push(count.value))
  expect(seen).toEqual([0])

  count.value = 1
  vi.advanceTimersByTime(1)
  expect(seen).toEqual([0, 1])

  for (let change = 2; change <= 61; change++) {
    count.value = change
    vi.advanceTimersByTime(10)
  }
  expect(seen).toEqual([0, 1])
  vi.advanceTimersByTime(1_000)
  expect(seen).toEqual([0, 1, 61])
  end()
})

test('nothing is read while nothing changes, and nothing after the end', () => {
  const count = signal(0)
  const read = vi.fn(() => count.value)
  const end = follow(read)
  vi.advanceTimersByTime(60_000)
  expect(read).toHaveBeenCalledTimes(1)

  count.value = 1
  end()
  count.value = 2
  vi.advanceTimersByTime(60_000)
  expect(read).toHaveBeenCalledTimes(1)
})
