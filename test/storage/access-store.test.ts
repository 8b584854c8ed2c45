import { openMemoryStore } from '../../src/storage/memory/memory-store.ts'
import { describeAccessStore } from './access-store.contract.ts'
import { openTemporarySqliteStore } from './open-store.ts'

describeAccessStore('memory', async () => openMemoryStore())
describeAccessStore('sqlite', openTemporarySqliteStore)
