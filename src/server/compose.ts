import { fileURLToPath } from 'node:url'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { createAnalytics } from '../analytics/analytics.ts'
import { AnswerBudget } from '../api/answer-budget.ts'
import { buildApp } from '../api/app.ts'
import { LiveConnections } from '../api/live/live-connections.ts'
import { createMetrics, type Metrics } from '../api/ops/metrics.ts'
import type { Services } from '../api/services.ts'
import { Changes } from '../history/changes.ts'
import { Histories } from '../history/histories.ts'
import type { NewOrganization } from '../identity/identity.ts'
import { createIngest } from '../ingest/ingest.ts'
import { Live } from '../live/live.ts'
import { DeviceIngest } from '../mappings/device-ingest.ts'
import { loadMappings } from '../mappings/mapping-files.ts'
import { createFloorPlans } from '../portfolio/floor-plans.ts'
import { createPortfolioService } from '../portfolio/portfolio-service.ts'
import { randomPublicId } from '../portfolio/random-id.ts'
import type { ReadingLog } from '../storage/reading-log.ts'
import { openSqliteStore } from '../storage/sqlite/sqlite-store.ts'
import { createAccessServices } from './access-services.ts'
import type { Config } from './config.ts'
import { withLive } from './live-set-up.ts'
import { Maintenance } from './maintenance.ts'
import { createMqttIngest, withBroker } from './mqtt.ts'
import type { ServerParts } from './server-parts.ts'
import { version } from './version.ts'

/** A server that is ready to listen. */
export interface Server {
  readonly app: FastifyInstance
  readonly services: Services
  /** The first organization with its owner's secret, when this start created it. */
  readonly owner: NewOrganization | null
  /** Stops answering, finishes what was begun, and lets go of the store. */
  close(): Promise<void>
}

/**
 * Opens the store in the configured directory and puts the server together over it; `acceptLoss` names acknowledged log
 * rows that are missing and given up.
 */
export async function openServer(
  config: Config,
  logger: FastifyBaseLogger,
  acceptLoss: string | null = null,
): Promise<Server> {
  const store = await openSqliteStore({ directory: config.data, acceptLoss })
  try {
    return await assembleServer({ store, config, logger, clock: Date.now })
  } catch (error) {
    await store.close()
    throw error
  }
}

/** Where the build puts the dashboard: beside the built layers. */
const builtWeb = fileURLToPath(new URL('../web', import.meta.url))

/** Puts the server together over an open store. */
export async function assembleServer(parts: ServerParts): Promise<Server> {
  const { store, config, logger, webDirectory = builtWeb } = parts
  const { services: opened, histories, changes } = await openServices(parts)
  const owner = await opened.identity.ensureOwner(config.ownerToken ?? undefined)
  const mqtt = await createMqttIngest(config, opened, logger)
  const services = { ...opened, readiness: withBroker(opened.readiness, mqtt) }
  const app = buildApp(services, { trustProxy: config.trustProxy, logger, webDirectory, version: version() })
  await services.live.start()
  await app.ready()
  const maintenance = new Maintenance({ histories, log: store.readings, logger })
  maintenance.start()
  mqtt?.start()
  return {
    app,
    services,
    owner,
    async close() {
      await mqtt?.stop()
      await app.close()
      await services.live.stop()
      await maintenance.stop()
      await changes.stop()
      await store.close()
    },
  }
}

/** The services over an open store, and what keeps its rollups, without a server around them; live is not started. */
export async function openServices({
  store,
  config,
  clock,
  logger,
  liveTimes,
}: Omit<ServerParts, 'logger'> & Partial<Pick<ServerParts, 'logger'>>): Promise<{
  readonly services: Services
  readonly histories: Histories
  readonly changes: Changes
}> {
  const { readings, rollups } = store
  const onError = (error: unknown) => logger?.error({ err: error }, 'following the log failed')
  const changes: Changes = new Changes({
    log: readings,
    store: store.changes,
    clock,
    portfolio: (organization) => portfolios.current(organization),
    onError,
  })
  const histories = await Histories.load({
    log: readings,
    rollups,
    clock,
    beforePacking: () => changes.save(),
  })
  const live = new Live({
    log: readings,
    clock,
    onError: (error) => logger?.error({ err: error }, 'live state failed'),
  })
  const portfolios = createPortfolioService({
    store: store.portfolios,
    readings,
    rollups,
    plans: store.plans,
    histories: withLive(histories, live, changes),
    clock,
    randomId: randomPublicId,
  })
  const access = createAccessServices({ store, config, clock }, portfolios)
  const { identity } = access
  // Every portfolio is adopted before the log is listened to, so that nothing it recovered goes unheard.
  for (const { key } of await identity.organizations()) await portfolios.current(key)
  histories.start()
  const metrics = createMetrics()
  const ingest = createIngest({
    log: measuredLog(readings, metrics),
    portfolios,
    clock,
    earliest: config.earliestReading,
    onAccepted: (_sender, { accepted, duplicates, rejected }) =>
      metrics.observeReadings({ accepted, duplicates, rejected: rejected.length }),
  })
  const library = loadMappings(config.mappings)
  const services: Services = {
    ...access,
    portfolios,
    plans: createFloorPlans({ store: store.plans, portfolios, clock }),
    ingest,
    devices: new DeviceIngest({
      library,
      ingest,
      letters: store.deadLetters,
      position: (organization) => readings.position(organization),
      clock,
    }),
    deadLetters: store.deadLetters,
    analytics: createAnalytics({ log: readings, rollups, histories }),
    answers: new AnswerBudget(),
    live,
    changes,
    connections: new LiveConnections({
      live,
      identity,
      publicUrl: config.publicUrl,
      ...(liveTimes === undefined ? {} : { times: liveTimes }),
    }),
    clock,
    settings: {
      publicUrl: config.publicUrl,
      densityRanges: config.densityRanges,
      densitySessions: config.densitySessions,
      densityEnvelope: config.densityEnvelope,
      crossOrigin: config.cors,
      feedUnknown: config.feedUnknown,
    },
    metrics,
    readiness: async () => {
      const { writable, reason } = await store.probe()
      return { ready: writable, reason, staleDays: histories.staleDaysLeft() }
    },
    statistics: async () => ({
      ...(await store.statistics()),
      staleDays: histories.staleDaysLeft(),
      failingFollowers: changes.failing(),
    }),
  }
  return { services, histories, changes }
}

/** The way into a log, with the time until each batch was durable noted in the metrics. */
function measuredLog(log: ReadingLog, metrics: Metrics): Pick<ReadingLog, 'append' | 'position'> {
  return {
    position: (organization) => log.position(organization),
    async append(...append) {
      const begun = performance.now()
      const appended = await log.append(...append)
      metrics.observeAppend((performance.now() - begun) / 1_000)
      return appended
    },
  }
}
