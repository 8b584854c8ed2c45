import type { Services } from '../api/services.ts'
import type { OrganizationKey } from '../domain/portfolio/space.ts'
import type { DerivationProgress } from '../history/derivation.ts'
import type { Histories } from '../history/histories.ts'
import { openSqliteStore } from '../storage/sqlite/sqlite-store.ts'
import type { Store } from '../storage/store.ts'
import { StoreUnusable } from '../storage/store-unusable.ts'
import { openServices } from './compose.ts'
import { readConfig } from './read-config.ts'
import { requireStore } from './stored-file.ts'

/** Readings that may be appended before they are packed: bounds memory. */
const PENDING_READINGS = 200_000

/** A store opened by a command, with the services a server would run over it. No server can open it meanwhile. */
export interface Offline {
  readonly store: Store
  readonly services: Services
  readonly histories: Histories
  /** The first organization of the store. */
  readonly organization: OrganizationKey
  /** The owner's secret, when opening made the store; to be shown now, as it cannot be had again. */
  readonly ownerToken: string | null
  /** Packs what was appended, once there is much of it. */
  pack(): Promise<void>
  /** Packs everything and derives the rollups of all days that are over, as a server would in the background. */
  settle(progress?: (at: DerivationProgress) => void): Promise<void>
  close(): Promise<void>
}

/**
 * Opens the store of a data directory in this process. Rejects with `StoreUnusable` when another process has it
 * open, when it is damaged and, unless `create` is set, when there is none.
 */
export async function openOffline(
  directory: string,
  { create = false }: { readonly create?: boolean } = {},
): Promise<Offline> {
  if (!create) requireStore(directory)
  const store = await openSqliteStore({ directory })
  try {
    const config = readConfig({ data: directory }, {})
    const { services, histories, changes } = await openServices({ store, config, clock: Date.now })
    const owner = await services.identity.ensureOwner()
    const [first] = await services.identity.organizations()
    if (first === undefined) throw new StoreUnusable(`The store in ${directory} has no organization.`)
    const { readings } = store
    return {
      store,
      services,
      histories,
      organization: first.key,
      ownerToken: owner?.secret ?? null,
      async pack() {
        if (readings.pending() >= PENDING_READINGS) await histories.checkpoint()
      },
      async settle(progress) {
        if (readings.pending() > 0) await histories.checkpoint()
        await histories.derive(false, progress)
      },
      async close() {
        if (readings.pending() > 0) await histories.checkpoint()
        await changes.stop()
        await store.close()
      },
    }
  } catch (error) {
    await store.close()
    throw error
  }
}
