import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mergeOrder } from '../../../src/domain/occupancy/merge-order.ts'
import { finish } from '../../../src/domain/steps.ts'

test('visits the values of ascending runs in ascending order, equal ones as they stand', () => {
  const ascending = fc.array(fc.integer({ min: 0, max: 50 })).map((run) => run.toSorted((a, b) => a - b))
  fc.assert(
    fc.property(fc.array(ascending, { maxLength: 9 }), (runs) => {
      const values = runs.flat()
      const starts = runs.map((_, index) => runs.slice(0, index).flat().length)

      const order = finish(mergeOrder(values, starts))

      const expected = values.map((_, index) => index).toSorted((a, b) => (values[a] ?? 0) - (values[b] ?? 0))
      expect([...order]).toEqual(expected)
    }),
  )
})
