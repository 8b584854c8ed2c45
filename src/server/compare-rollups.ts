import { checkRollups, type RollupDifference } from '../history/check.ts'
import type { Offline } from './offline.ts'

/** Recomputes the stored rollups of every organization from the readings, and yields what differs. */
export async function* compareRollups(
  { store, services, histories }: Offline,
  progress?: (done: number, total: number) => void,
): AsyncGenerator<RollupDifference> {
  const sources = { log: store.readings, rollups: store.rollups, histories, now: services.clock() }
  for (const { key } of await services.identity.organizations()) {
    yield* checkRollups(sources, await services.portfolios.current(key), progress)
  }
}
