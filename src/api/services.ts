import type { Analytics } from '../analytics/occupancy-query.ts'
import type { EpochMs } from '../domain/time/interval.ts'
import type { Changes } from '../history/changes.ts'
import type { Credentials } from '../identity/credentials.ts'
import type { Identity } from '../identity/identity.ts'
import type { RateLimiter } from '../identity/rate-limiter.ts'
import type { SignedTokens } from '../identity/signed-tokens.ts'
import type { SigningKeys } from '../identity/signing-keys.ts'
import type { Users } from '../identity/users.ts'
import type { Ingest } from '../ingest/ingest.ts'
import type { Live } from '../live/live.ts'
import type { DeviceIngest } from '../mappings/device-ingest.ts'
import type { FloorPlans } from '../portfolio/floor-plans.ts'
import type { PortfolioService } from '../portfolio/portfolio-service.ts'
import type { DeadLetterStore } from '../storage/dead-letter-store.ts'
import type { AnswerBudget } from './answer-budget.ts'
import type { CrossOrigin } from './cross-origin.ts'
import type { LiveConnections } from './live/live-connections.ts'
import type { Metrics } from './ops/metrics.ts'
import type { StoreFigures } from './ops/store-figures.ts'
import type { FeedUnknown } from './public-feed/feed-unknown.ts'

/** What an operator has decided about the wire. */
export interface Settings {
  /** Where clients reach the server, without a trailing slash; `null` to go by each request's own host. */
  readonly publicUrl: string | null
  /** Whether the longest ranges of density-v3.md §2 hold (`strict`), or none do (`open`). */
  readonly densityRanges: 'strict' | 'open'
  /** Whether a raw session is a stretch with somebody there, or a span between counts in it (density-v3.md §4). */
  readonly densitySessions: 'merged' | 'detections'
  /** Whether current counts are answered bare or inside `data` (density-v3.md §6). */
  readonly densityEnvelope: 'bare' | 'data'
  /** What the feeds do with places that are not known (occuspace.md §4 and §5). */
  readonly feedUnknown: FeedUnknown
  /** Which pages of other hosts may call the vendors' surfaces (occuspace.md §6). */
  readonly crossOrigin: CrossOrigin
}

/** Whether the server can do its work; the reason when it cannot. */
export interface Readiness {
  readonly ready: boolean
  readonly reason: string | null
  /** Days of spaces whose rollups wait to be derived. Requests are answered right meanwhile. */
  readonly staleDays: number
}

/** Everything that the surfaces stand on. An operation takes the few of them that it needs. */
export interface Services {
  readonly identity: Identity
  readonly credentials: Credentials
  readonly signedTokens: SignedTokens
  readonly signingKeys: Pick<SigningKeys, 'publicKeys'>
  readonly users: Users
  /** How often a client may ask of all surfaces together; `null` for no limit. */
  readonly rateLimiter: RateLimiter | null
  readonly portfolios: PortfolioService
  readonly plans: FloorPlans
  readonly ingest: Ingest
  readonly devices: DeviceIngest
  readonly deadLetters: Pick<DeadLetterStore, 'list' | 'get' | 'remove'>
  readonly analytics: Analytics
  /** What all large answers share. */
  readonly answers: AnswerBudget
  readonly live: Live
  readonly changes: Pick<Changes, 'list' | 'listBefore'>
  readonly connections: LiveConnections
  readonly clock: () => EpochMs
  readonly settings: Settings
  readonly metrics: Metrics
  readonly readiness: () => Promise<Readiness>
  readonly statistics: () => Promise<StoreFigures>
}
