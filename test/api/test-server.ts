import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { pino } from 'pino'
import type { LiveTimes } from '../../src/api/live/live-connections.ts'
import type { Services } from '../../src/api/services.ts'
import { assembleServer } from '../../src/server/compose.ts'
import { type Environment, readConfig } from '../../src/server/read-config.ts'
import { openMemoryStore } from '../../src/storage/memory/memory-store.ts'
import type { Store } from '../../src/storage/store.ts'

/** The owner token of every test server. */
export const OWNER = 'tok_owner_of_the_tests'

/** A whole server over a store in memory, without a socket. */
export interface TestServer {
  readonly app: FastifyInstance
  readonly services: Services
  readonly store: Store
  /** Lines that were logged, parsed. */
  readonly log: readonly Readonly<Record<string, unknown>>[]
  /** Sends a request with the owner's token, or with another one. */
  request(options: InjectOptions, token?: string): Promise<LightMyRequestResponse>
  close(): Promise<void>
}

/** How a test server differs from the plain one. */
export interface TestServerOptions {
  readonly environment?: Environment
  /** Default: a new one in memory. */
  readonly store?: Store
  /** Default: the real time. */
  readonly clock?: () => number
  /** Default: as served. */
  readonly liveTimes?: LiveTimes
  /** Default: no dashboard. */
  readonly webDirectory?: string
}

/** Starts a server. */
export async function startTestServer({
  environment = {},
  clock = Date.now,
  store = openMemoryStore(clock),
  liveTimes,
  webDirectory,
}: TestServerOptions = {}): Promise<TestServer> {
  const log: Record<string, unknown>[] = []
  const config = readConfig(
    {},
    {
      HEADCOUNT_OWNER_TOKEN: OWNER,
      HEADCOUNT_RATE_LIMIT: 'off',
      ...environment,
    },
  )
  const logger = pino({ level: config.logLevel }, { write: (line) => void log.push(JSON.parse(line)) })
  const { app, services, close } = await assembleServer({
    store,
    config,
    logger,
    clock,
    webDirectory: webDirectory ?? null,
    ...(liveTimes === undefined ? {} : { liveTimes }),
  })
  return {
    app,
    services,
    store,
    log,
    request: (options, token = OWNER) =>
      app.inject({ ...options, headers: { authorization: `Bearer ${token}`, ...options.headers } }),
    close,
  }
}
