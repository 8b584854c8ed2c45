import type { FastifyBaseLogger } from 'fastify'
import type { LiveTimes } from '../api/live/live-connections.ts'
import type { EpochMs } from '../domain/time/interval.ts'
import type { Store } from '../storage/store.ts'
import type { Config } from './config.ts'

/** What a server is put together from. */
export interface ServerParts {
  /** An open store, which the server closes in the end. */
  readonly store: Store
  readonly config: Config
  readonly logger: FastifyBaseLogger
  readonly clock: () => EpochMs
  /** When things happen on live connections. Default: the times of density-v3.md §7. */
  readonly liveTimes?: LiveTimes
  /** Where the built dashboard is; `null` to serve none. Default: where the build puts it. */
  readonly webDirectory?: string | null
}
