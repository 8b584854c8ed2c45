import type { Metrics, MetricsQuery } from '../../../src/client/analytics-wire.ts'
import { query } from './server.ts'

/** Every figure of some spaces. Spaces that do not count are left out of the answer. */
export function askMetrics(asked: MetricsQuery, signal?: AbortSignal): Promise<Metrics> {
  return query('/api/metrics', asked, signal)
}
