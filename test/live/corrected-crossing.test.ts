import { expect, test } from 'vitest'
import { countingOf } from '../../src/domain/portfolio/counting.ts'
import { doorwaySubject } from '../../src/domain/portfolio/subject.ts'
import { NO_SEQ, ReadingKind } from '../../src/domain/reading/reading.ts'
import { Live } from '../../src/live/live.ts'
import type { Arrival } from '../../src/storage/log-row.ts'
import { type Installation, withInstallation } from '../history/installation.ts'
import { bareDoorway, bareSpace, ORGANIZATION, portfolioOf } from '../world.ts'

const AT = Date.parse('2024-05-13T09:00Z')
const portfolio = portfolioOf(
  [bareSpace(20, null, 'building', { timeZone: 'UTC' }), bareSpace(1, 20, 'space')],
  [],
  [bareDoorway({ key: 1, sensors: [], sides: [{ space: 1, placement: 1 }] })],
)
const entrance = {
  subject: doorwaySubject(1),
  at: AT,
  kind: ReadingKind.crossing,
  space: 0,
  seq: NO_SEQ,
  capped: false,
}
const first: Arrival = { reading: { ...entrance, value: 2 }, replace: false }
const correction: Arrival = { reading: { ...entrance, value: 1 }, replace: true }

type Telling = (installation: Installation, live: Live) => Promise<unknown>

test.each<readonly [string, Telling]>([
  ['at once', ({ store }) => store.readings.append(1, [first, correction])],
  [
    'right after',
    ({ store }) => Promise.all([first, correction].map((one) => store.readings.append(1, [one]))),
  ],
  [
    'later',
    async ({ store }, live) => {
      await store.readings.append(1, [first])
      await live.settled()
      await store.readings.append(1, [correction])
    },
  ],
])('a crossing that is corrected %s is counted once, as history counts it', async (_when, tell) => {
  await withInstallation({ engine: 'memory', portfolio, now: AT }, async (installation) => {
    const { store, histories, options } = installation
    const onError = (error: unknown) => {
      throw error
    }
    const live = new Live({ log: store.readings, clock: () => options.now, onError })
    live.adopt(portfolio)
    await live.start()
    await tell(installation, live)
    await live.settled()
    await live.stop()

    const space = portfolio.space(1)
    const counting = space === null ? null : countingOf(portfolio, space)
    if (counting === null) throw new Error('The space counts at its doorway.')
    const { segments } = await histories.fold(counting, { start: AT, end: AT + 1 })
    expect(segments.at(-1)?.count).toBe(1)
    expect(live.state(ORGANIZATION, 1).count).toBe(1)
  })
})
