import { invalid } from '../../domain/errors.ts'
import type { EpochMs } from '../../domain/time/interval.ts'
import type { Store } from '../store.ts'
import { MemoryAccessStore } from './memory-access-store.ts'
import { MemoryAudit } from './memory-audit.ts'
import { MemoryChangeStore } from './memory-change-store.ts'
import { MemoryCredentialStore } from './memory-credential-store.ts'
import { MemoryDeadLetterStore } from './memory-dead-letter-store.ts'
import { MemoryLogRows } from './memory-log-rows.ts'
import { MemoryPlanStore } from './memory-plan-store.ts'
import { MemoryPortfolioStore } from './memory-portfolio-store.ts'
import { MemoryReadingLog } from './memory-reading-log.ts'
import { MemoryRollupStore } from './memory-rollup-store.ts'
import { MemorySigningKeyStore } from './memory-signing-key-store.ts'
import { MemoryUserStore } from './memory-user-store.ts'

/** Opens an empty store that is gone when the process ends: for tests, and for trying things out. */
export function openMemoryStore(clock: () => EpochMs = Date.now): Store {
  const audit = new MemoryAudit()
  const rows = new MemoryLogRows(clock)
  const changes = new MemoryChangeStore()
  const readings = new MemoryReadingLog(rows)
  const rollups = new MemoryRollupStore()
  return {
    readings,
    rollups,
    changes,
    portfolios: new MemoryPortfolioStore(audit, rows, changes),
    plans: new MemoryPlanStore(audit),
    access: new MemoryAccessStore(audit),
    credentials: new MemoryCredentialStore(),
    signingKeys: new MemorySigningKeyStore(),
    users: new MemoryUserStore(audit),
    deadLetters: new MemoryDeadLetterStore(),
    probe: async () => ({ writable: true, reason: null }),
    statistics: async () => ({
      readings: readings.size,
      pendingReadings: readings.pending(),
      blocks: rollups.size,
      sizeBytes: 0,
    }),
    verify: async () => [],
    backup: async () => {
      throw invalid('nothing_to_back_up', 'This store keeps nothing on disk, so there is nothing to back up.')
    },
    close: async () => {},
  }
}
