import { openMemoryStore } from '../../src/storage/memory/memory-store.ts'
import { openTemporarySqliteStore } from './open-store.ts'
import { describePlanStore } from './plan-store.contract.ts'

describePlanStore('memory', async () => openMemoryStore())
describePlanStore('sqlite', openTemporarySqliteStore)
