import type { RateLimit } from '../identity/rate-limiter.ts'

/** Everything an operator can decide, checked and frozen. */
export interface Config {
  /** Directory of the store. */
  readonly data: string
  readonly host: string
  readonly port: number
  /** Where clients reach the server, without a trailing slash; `null` to go by each request's own host. */
  readonly publicUrl: string | null
  /** Proxies whose `X-Forwarded-*` headers are believed: addresses and networks, all (`true`) or none. */
  readonly trustProxy: boolean | string
  /** How often one client may ask of all surfaces together; `null` for no limit. */
  readonly rateLimit: RateLimit | null
  /** Readings before this instant are rejected, in milliseconds since the epoch. */
  readonly earliestReading: number
  /** Directory of further mappings, beside those that come with Headcount; `null` for none. */
  readonly mappings: string | null
  /** A broker to take readings from, such as `mqtts://user:password@broker.example.org`; `null` for none. */
  readonly mqttUrl: string | null
  /** What is subscribed to there. */
  readonly mqttTopics: readonly string[]
  /** Under which the broker keeps what arrives while the server is away. */
  readonly mqttClientId: string
  readonly mqttVersion: '5' | '3.1.1'
  readonly densityRanges: 'strict' | 'open'
  readonly densitySessions: 'merged' | 'detections'
  readonly densityEnvelope: 'bare' | 'data'
  /** What the feeds do with places that are not known: leave them out, or answer nulls. */
  readonly feedUnknown: 'omit' | 'null'
  /** Which pages of other hosts may call the vendors' surfaces: all, none, or those of some origins. */
  readonly cors: '*' | 'off' | readonly string[]
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent'
  /** The first owner token of an empty store; `null` to make one. */
  readonly ownerToken: string | null
}
