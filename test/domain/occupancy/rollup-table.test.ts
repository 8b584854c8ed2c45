import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptyRollup, mergeRollups, type Rollup } from '../../../src/domain/occupancy/rollup.ts'
import { RollupTable } from '../../../src/domain/occupancy/rollup-table.ts'
import { rollup } from './history-arbitrary.ts'

const BUCKETS = 4
const entries = fc.array(fc.tuple(fc.nat(BUCKETS - 1), rollup), { maxLength: 20 })

describe('a rollup table', () => {
  test('starts with empty rollups', () => {
    const table = new RollupTable(3)

    expect(rollupsOf(table)).toEqual([emptyRollup, emptyRollup, emptyRollup])
  })

  test('merges like mergeRollups, bucket by bucket', () => {
    fc.assert(
      fc.property(entries, (added) => {
        const table = tableOf(added)

        expect(rollupsOf(table)).toEqual(mergedByHand(added))
      }),
    )
  })

  test('merges with another table as if all had been added to one', () => {
    fc.assert(
      fc.property(entries, entries, (some, others) => {
        const table = tableOf(some)
        table.mergeTable(tableOf(others))

        expect(rollupsOf(table)).toEqual(mergedByHand([...some, ...others]))
      }),
    )
  })

  test('reads back from its cells', () => {
    fc.assert(
      fc.property(entries, (added) => {
        const table = tableOf(added)
        const copy = new RollupTable(BUCKETS, table.cells.slice())

        expect(rollupsOf(copy)).toEqual(rollupsOf(table))
      }),
    )
  })

  test('takes in amounts and encoded extremes one by one', () => {
    const table = new RollupTable(2)
    table.add(1, 'personMs', 7)
    table.add(1, 'personMs', 5)
    table.extend(1, 4, 2, false)
    table.extend(1, 3, 0, true)
    table.extend(1, 0, 0, false)

    expect(rollupsOf(table)).toEqual([
      emptyRollup,
      { ...emptyRollup, personMs: 12, peak: 3, low: 1, capped: true },
    ])
  })
})

function tableOf(added: readonly [number, Rollup][]): RollupTable {
  const table = new RollupTable(BUCKETS)
  for (const [bucket, merged] of added) table.merge(bucket, merged)
  return table
}

function rollupsOf(table: RollupTable): Rollup[] {
  return Array.from({ length: table.buckets }, (_, bucket) => table.rollup(bucket))
}

function mergedByHand(added: readonly [number, Rollup][]): Rollup[] {
  return Array.from({ length: BUCKETS }, (_, bucket) =>
    added.filter(([into]) => into === bucket).reduce((sum, [, one]) => mergeRollups(sum, one), emptyRollup),
  )
}
