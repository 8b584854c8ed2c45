import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { createLiveGauges, type LiveGaugeFigures } from './live-gauges.ts'
import type { StoreFigures } from './store-figures.ts'

/** What became of the readings of one batch. */
export interface IngestOutcome {
  readonly accepted: number
  readonly duplicates: number
  readonly rejected: number
}

/** Figures about the running server, for Prometheus. */
export interface Metrics {
  /** Notes an answered request; `route` is its pattern, never its path, so that ids do not become labels. */
  observeRequest(method: string, route: string, status: number, seconds: number): void
  /** Notes what became of a batch of readings. */
  observeReadings(outcome: IngestOutcome): void
  /** Notes how long it took until a batch was durable. */
  observeAppend(seconds: number): void
  /** Notes what became of a message of the MQTT broker. */
  observeMessage(outcome: 'accepted' | 'dead_letter'): void
  /** Notes whether there is a connection to the MQTT broker. */
  setBrokerConnected(isConnected: boolean): void
  /** All figures in Prometheus' text format, with those of the store and of what is live as they are now. */
  page(store: StoreFigures, live: LiveGaugeFigures): Promise<string>
}

const SECONDS_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** Metrics with a registry of their own, so that several servers may live in one process. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'headcount_http_request_duration_seconds',
    help: 'Time from a request to its answer, by route.',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS_BUCKETS,
    registers,
  })
  const readings = new Counter({
    name: 'headcount_ingest_readings_total',
    help: 'Readings that arrived, by what became of them.',
    labelNames: ['outcome'],
    registers,
  })
  const appends = new Histogram({
    name: 'headcount_ingest_append_duration_seconds',
    help: 'Time until a batch of readings was durable.',
    buckets: SECONDS_BUCKETS,
    registers,
  })
  const messages = new Counter({
    name: 'headcount_mqtt_messages_total',
    help: 'Messages of the MQTT broker that were taken, by what became of them.',
    labelNames: ['outcome'],
    registers,
  })
  const broker = new Gauge({
    name: 'headcount_mqtt_connected',
    help: 'Whether there is a connection to the MQTT broker; 0 also where none is configured.',
    registers,
  })
  const setStoreFigures = createStoreGauges(registry)
  const setLiveFigures = createLiveGauges(registry)
  return {
    observeRequest(method, route, status, seconds) {
      requests.observe({ method, route, status }, seconds)
    },
    observeReadings({ accepted, duplicates, rejected }) {
      readings.inc({ outcome: 'accepted' }, accepted)
      readings.inc({ outcome: 'duplicate' }, duplicates)
      readings.inc({ outcome: 'rejected' }, rejected)
    },
    observeAppend(seconds) {
      appends.observe(seconds)
    },
    observeMessage: (outcome) => messages.inc({ outcome }),
    setBrokerConnected: (isConnected) => broker.set(Number(isConnected)),
    page(store, live) {
      setStoreFigures(store)
      setLiveFigures(live)
      return registry.metrics()
    },
  }
}

function createStoreGauges(registry: Registry): (figures: StoreFigures) => void {
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers: [registry] })
  const readings = gauge('headcount_store_readings', 'Readings that are kept.')
  const pending = gauge('headcount_store_pending_readings', 'Readings that wait for the next checkpoint.')
  const blocks = gauge('headcount_store_rollup_blocks', 'Month blocks of rollups that are kept.')
  const stale = gauge('headcount_derivation_stale_days', 'Days of spaces whose rollups wait to be derived.')
  const size = gauge('headcount_store_size_bytes', 'Size of the store on disk.')
  const failing = gauge('headcount_log_followers_failing', 'Organizations whose log cannot be followed now.')
  return (figures) => {
    failing.set(figures.failingFollowers)
    readings.set(figures.readings)
    pending.set(figures.pendingReadings)
    blocks.set(figures.blocks)
    size.set(figures.sizeBytes)
    stale.set(figures.staleDays)
  }
}
