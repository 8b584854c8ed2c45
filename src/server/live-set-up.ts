import type { Histories } from '../history/histories.ts'
import type { Live } from '../live/live.ts'

type SetUpListener = Pick<Histories, 'adopt' | 'changePortfolio'>

/** Histories that tell live of every set-up they take in, and of what it becomes once that is written. */
export function withLive(histories: SetUpListener, live: Pick<Live, 'adopt'>): SetUpListener {
  return {
    adopt(portfolio) {
      histories.adopt(portfolio)
      live.adopt(portfolio)
    },
    async changePortfolio(before, after, write) {
      await histories.changePortfolio(before, after, write)
      live.adopt(after)
    },
  }
}
