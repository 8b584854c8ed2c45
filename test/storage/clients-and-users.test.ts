import { openMemoryStore } from '../../src/storage/memory/memory-store.ts'
import { describeClientsAndUsers } from './clients-and-users.contract.ts'
import { openTemporarySqliteStore } from './open-store.ts'

describeClientsAndUsers('memory', async () => openMemoryStore())
describeClientsAndUsers('sqlite', openTemporarySqliteStore)
