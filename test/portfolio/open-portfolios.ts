import type { Portfolio } from '../../src/domain/portfolio/portfolio.ts'
import type { Space } from '../../src/domain/portfolio/space.ts'
import { Histories } from '../../src/history/histories.ts'
import type { Author } from '../../src/portfolio/author.ts'
import { createPortfolioService, type PortfolioService } from '../../src/portfolio/portfolio-service.ts'
import { randomPublicId } from '../../src/portfolio/random-id.ts'
import { openMemoryStore } from '../../src/storage/memory/memory-store.ts'
import type { Store } from '../../src/storage/store.ts'

/** The portfolio service over a store in memory, with a clock that stands until it is set. */
export interface OpenPortfolios {
  readonly portfolios: PortfolioService
  readonly store: Store
  readonly histories: Histories
  /** The first organization. */
  readonly author: Author
  now: number
  current(): Promise<Portfolio>
  /** A building with a zone, to put things in. */
  building(name?: string): Promise<Space>
  /** A space in a building of its own. */
  room(name?: string): Promise<Space>
}

/** 2024-05-14T09:00:00Z, a Tuesday. */
export const NOW = 1_715_677_200_000

export async function openPortfolios(store: Store = openMemoryStore()): Promise<OpenPortfolios> {
  const clock = () => opened.now
  const histories = await Histories.load({ log: store.readings, rollups: store.rollups, clock })
  const { readings, rollups } = store
  const portfolios = createPortfolioService({
    store: store.portfolios,
    readings,
    rollups,
    plans: store.plans,
    histories,
    clock,
    randomId: randomPublicId,
  })
  const author = { organization: await store.portfolios.reserveKeys(1), actor: 'tkn_1 Tester' }
  await store.access.addOrganization({
    key: author.organization,
    id: `org_${author.organization}`,
    name: 'One',
    createdAt: NOW,
  })
  histories.start()
  const building = (name = 'HQ') =>
    portfolios.createSpace(author, { name, type: 'building', timeZone: 'Europe/Paris' })
  const opened: OpenPortfolios = {
    portfolios,
    store,
    histories,
    author,
    now: NOW,
    current: () => portfolios.current(author.organization),
    building,
    room: async (name = 'Room') =>
      portfolios.createSpace(author, {
        name,
        type: 'space',
        parentId: (await building(`Around ${name}`)).id,
      }),
  }
  return opened
}
