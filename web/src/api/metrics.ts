import type {
  ColumnsQuery,
  Metrics,
  MetricsColumn,
  MetricsQuery,
  MetricsRow,
} from '../../../src/client/analytics-wire.ts'
import { query } from './server.ts'

/** Every figure of some spaces. Spaces that do not count are left out of the answer. */
export function askMetrics(asked: MetricsQuery, signal?: AbortSignal): Promise<Metrics> {
  return query('/api/metrics', asked, signal)
}

/** Some figures of some spaces, as {@link askMetrics}. */
export function askColumns<Column extends MetricsColumn>(
  asked: ColumnsQuery<Column>,
  signal?: AbortSignal,
): Promise<Metrics<Pick<MetricsRow, 'key' | Column>>> {
  return query('/api/metrics', asked, signal)
}
