import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type BatchProgress, inBatches, quartersDone } from '../../../web/src/pages/compare/batches.ts'

async function asked(items: readonly number[], size: number) {
  const batches: (readonly number[])[] = []
  const told: BatchProgress[] = []
  const ask = async (batch: readonly number[]) => {
    batches.push(batch)
  }
  await inBatches(items, size, ask, (progress) => told.push(progress))
  return { batches, told }
}

describe('a question in batches', () => {
  it('tells at first, and after each batch, for how many there is an answer', async () => {
    const { batches, told } = await asked([1, 2, 3, 4, 5], 2)

    expect(batches).toEqual([[1, 2], [3, 4], [5]])
    expect(told.map(({ done }) => done)).toEqual([0, 2, 4, 5])
    expect(told.every(({ all, batches: count }) => all === 5 && count === 3)).toBe(true)
  })

  it('counts each thing once, up to all', async () => {
    const items = fc.array(fc.integer(), { maxLength: 50 })
    await fc.assert(
      fc.asyncProperty(items, fc.integer({ min: 1, max: 20 }), async (all, size) => {
        const { batches, told } = await asked(all, size)
        const done = told.map((progress) => progress.done)

        expect(batches.flat()).toEqual(all)
        expect(done).toEqual(done.toSorted((a, b) => a - b))
        expect([done[0], done.at(-1)]).toEqual([0, all.length])
      }),
    )
  })

  it('ends with what a batch ends with, and asks no further', async () => {
    const told: number[] = []
    const ask = async ([first]: readonly number[]) => {
      if (first === 3) throw new Error('No.')
    }

    await expect(inBatches([1, 2, 3, 4, 5, 6], 2, ask, ({ done }) => told.push(done))).rejects.toThrow('No.')
    expect(told).toEqual([0, 2])
  })

  it('is told aloud by quarters', () => {
    const shares = [0, 249, 250, 499, 500, 999, 1_000].map((done) => quartersDone({ done, all: 1_000 }))

    expect(shares).toEqual([0, 0, 0.25, 0.25, 0.5, 0.75, 1])
  })
})
