import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type DeadLetter, MAX_DEAD_LETTER_TEXT } from '../../src/storage/dead-letter-store.ts'
import { openMemoryStore } from '../../src/storage/memory/memory-store.ts'
import type { Store } from '../../src/storage/store.ts'
import { openTemporarySqliteStore } from './open-store.ts'

const letter = (payload: string, fields: Partial<DeadLetter> = {}): DeadLetter => ({
  at: 5,
  kind: 'message',
  mapping: 'auto',
  topic: '',
  device: '',
  reason: 'none fits',
  payload,
  ...fields,
})

describe.each([
  ['memory', async () => openMemoryStore()],
  ['sqlite', openTemporarySqliteStore],
])('dead letters in %s', (_engine, open: () => Promise<Store>) => {
  let store: Store
  beforeEach(async () => {
    store = await open()
  })
  afterEach(() => store.close())

  test('are kept, listed newest first a page at a time, and removed', async () => {
    const { deadLetters } = store
    const keys = [await deadLetters.add(1, letter('1')), await deadLetters.add(1, letter('2'))]

    expect((await deadLetters.list(1, 10, null)).map(({ key }) => key)).toEqual(keys.toReversed())
    expect(await deadLetters.list(1, 10, keys[1] ?? 0)).toEqual([
      { key: keys[0], at: 5, kind: 'message', mapping: 'auto', topic: '', device: '', reason: 'none fits' },
    ])
    expect(await deadLetters.get(1, keys[0] ?? 0)).toMatchObject({ payload: '1' })
    expect(await deadLetters.remove(1, keys[0] ?? 0)).toBe(true)
    expect(await deadLetters.remove(1, keys[0] ?? 0)).toBe(false)
    expect(await deadLetters.get(1, keys[0] ?? 0)).toBeNull()
  })

  test('of the same content that arrived at different times are as many: each may be all that is known of a moment', async () => {
    const { deadLetters } = store
    const first = await deadLetters.add(1, letter('1', { at: 5 }))

    expect(await deadLetters.add(1, letter('1', { at: 6 }))).not.toBe(first)
    expect(await deadLetters.add(1, letter('1', { at: 5, reason: 'still none' }))).toBe(first)
    expect(await deadLetters.list(1, 10, null)).toMatchObject([{ at: 6 }, { at: 5, reason: 'still none' }])
  })

  test('of the same readings are one, with the latest time and reason', async () => {
    const { deadLetters } = store
    const readings = (fields: Partial<DeadLetter> = {}) => letter('1', { kind: 'readings', ...fields })
    const first = await deadLetters.add(1, readings())

    expect(await deadLetters.add(1, readings({ at: 9, reason: 'still none' }))).toBe(first)
    expect(await deadLetters.list(1, 10, null)).toMatchObject([{ at: 9, reason: 'still none' }])
    expect(await deadLetters.add(1, readings({ mapping: 'other' }))).not.toBe(first)
  })

  test('of one organization are not seen by another', async () => {
    const { deadLetters } = store
    const key = await deadLetters.add(1, letter('1'))

    expect(await deadLetters.list(2, 10, null)).toEqual([])
    expect(await deadLetters.get(2, key)).toBeNull()
    expect(await deadLetters.remove(2, key)).toBe(false)
    expect(await deadLetters.add(2, letter('1'))).not.toBe(key)
  })

  test('are bounded in size, and the oldest give way', async () => {
    const { deadLetters } = store
    const half = 'x'.repeat(MAX_DEAD_LETTER_TEXT / 2)
    const first = await deadLetters.add(1, letter(`${half}1`))
    const second = await deadLetters.add(1, letter(`${half}2`))

    expect(await deadLetters.get(1, first)).toBeNull()
    expect((await deadLetters.list(1, 10, null)).map(({ key }) => key)).toEqual([second])
  })
  test('are bounded in number, and what was removed makes room', async () => {
    const { deadLetters } = store
    const keys: number[] = []
    for (let index = 0; index < 300; index++) keys.push(await deadLetters.add(1, letter(`${index}`)))
    expect(await deadLetters.remove(1, keys[5] ?? 0)).toBe(true)
    const half = 'x'.repeat(MAX_DEAD_LETTER_TEXT / 2)
    await deadLetters.add(2, letter(half))
    const big = await deadLetters.add(1, letter(half))

    expect(await deadLetters.list(1, 1_000, null)).toHaveLength(300)
    const bigger = await deadLetters.add(1, letter(`${half}${'x'.repeat(MAX_DEAD_LETTER_TEXT / 4)}`))
    expect((await deadLetters.list(1, 10, null)).map(({ key }) => key)).toEqual([bigger])
    expect(await deadLetters.get(1, big)).toBeNull()
    expect(await deadLetters.list(2, 10, null)).toHaveLength(1)
  })
})
