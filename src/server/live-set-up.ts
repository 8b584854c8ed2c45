import type { Changes } from '../history/changes.ts'
import type { Histories } from '../history/histories.ts'
import type { Live } from '../live/live.ts'

type SetUpListener = Pick<Histories, 'adopt' | 'changePortfolio'>

/** Histories that tell live, and who follows changes, of every set-up they take in, and of what it becomes once that is written. */
export function withLive(
  histories: SetUpListener,
  live: Pick<Live, 'adopt'>,
  changes: Pick<Changes, 'begin'>,
): SetUpListener {
  return {
    adopt(portfolio) {
      histories.adopt(portfolio)
      live.adopt(portfolio)
      changes.begin(portfolio.organization)
    },
    async changePortfolio(before, after, write) {
      await histories.changePortfolio(before, after, write)
      live.adopt(after)
    },
  }
}
