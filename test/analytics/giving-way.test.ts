import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { slotColumnNames } from '../../src/domain/occupancy/slots.ts'
import { capacityHistory } from '../../src/domain/portfolio/capacity.ts'
import { DAY_MS, SLOTS_PER_DAY } from '../../src/domain/time/interval.ts'
import type { Resolution } from '../../src/domain/time/resolution.ts'
import { portfolioOf, sensorOf, spaceOf } from '../domain/portfolio/parts.ts'
import { engines, withInstallation } from '../history/installation.ts'
import { between } from './queries.ts'

const DAYS = 1_000
const start = Date.UTC(2020, 0, 1)
const middle = start + (DAYS / 2) * DAY_MS

test.each(
  engines.flatMap((engine) => [
    { engine, about: 'one capacity', pastCapacities: [] },
    { engine, about: 'two', pastCapacities: [{ capacity: 4, until: middle }] },
  ]),
)(
  'on $engine, others get their turns while a hundred thousand stored rows of $about are answered',
  async ({ engine, pastCapacities }) => {
    const space = spaceOf(1, { capacity: 8, pastCapacities })
    const portfolio = portfolioOf({ spaces: [space], sensors: [sensorOf(1, [1])] })
    const now = start + DAYS * DAY_MS
    await withInstallation({ engine, portfolio, now }, async ({ analytics }) => {
      const resolution: Resolution = '15minute'
      const range = between({ start, end: now })

      const answering = analytics.occupancy({
        ...{ portfolio, spaces: [space], range, resolution, hours: null, now },
        columns: slotColumnNames,
        capacities: capacityHistory,
      })
      const turns = await turnsUntil(answering)

      // All of it is planned and presented: nothing has to be folded, in which others always got theirs.
      expect(turns).toBeGreaterThan(5)
      expect((await answering)[0]?.rollups).toHaveLength(DAYS * SLOTS_PER_DAY)
    })
  },
)

/** How many turns of the event loop pass until something is done. */
async function turnsUntil(done: Promise<unknown>): Promise<number> {
  let isDone = false
  const settled = done.finally(() => {
    isDone = true
  })
  let turns = 0
  for (; !isDone; turns++) await nextTurn()
  await settled
  return turns
}
