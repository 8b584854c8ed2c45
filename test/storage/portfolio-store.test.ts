import { openMemoryStore } from '../../src/storage/memory/memory-store.ts'
import { openTemporarySqliteStore } from './open-store.ts'
import { describePortfolioStore } from './portfolio-store.contract.ts'

describePortfolioStore('memory', async () => openMemoryStore())
describePortfolioStore('sqlite', openTemporarySqliteStore)
