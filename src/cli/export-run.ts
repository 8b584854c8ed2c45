import type { Portfolio } from '../domain/portfolio/portfolio.ts'
import type { Space, SpaceKey } from '../domain/portfolio/space.ts'
import type { EpochMs } from '../domain/time/interval.ts'
import type { Moment, MomentRange } from '../domain/time/moment.ts'
import { resolveMoment } from '../domain/time/moment-range.ts'
import type { Resolution } from '../domain/time/resolution.ts'
import { LATEST_INSTANT } from '../domain/time/supported-time.ts'
import { zoneOf } from '../domain/time/zone.ts'
import { dataExtent } from '../server/data-extent.ts'
import { typedColumns } from '../server/export-columns.ts'
import { exportMetrics, metricColumns } from '../server/export-metrics.ts'
import { exportReadings, readingColumns } from '../server/export-readings.ts'
import type { Offline } from '../server/offline.ts'
import { type Cli, readable } from './cli.ts'
import { UsageError } from './failures.ts'
import { openTextWriter, type RowWriter } from './row-writer.ts'
import { openUnused } from './target/local-target.ts'

/** Flags of `headcount export`. */
export interface ExportFlags {
  readonly data?: string
  readonly spaces?: readonly string[]
  readonly from?: Moment
  readonly to?: Moment
  readonly resolution: Resolution
  readonly readings?: boolean
  readonly format: 'csv' | 'ndjson' | 'parquet'
  readonly output?: string
}

/** Streams what `headcount export` was asked for. */
export async function runExport(cli: Cli, flags: ExportFlags): Promise<void> {
  const instead =
    'Stop that server first, or export a backup of it: `headcount backup`, then `headcount restore`.'
  const offline = await openUnused(cli.dataDirectory(flags.data), { create: false }, instead)
  try {
    await exportAll(cli, offline, flags)
  } finally {
    await offline.close()
  }
}

async function exportAll(cli: Cli, offline: Offline, flags: ExportFlags): Promise<void> {
  const portfolio = await offline.services.portfolios.current(offline.organization)
  const spaces = flags.spaces === undefined ? null : selectSpaces(portfolio, flags.spaces)
  const writer = await openWriter(cli, flags)
  const progress = cli.progress('exporting')
  let written = 0
  for await (const rows of await batchesOf(offline, portfolio, spaces, flags)) {
    await writer.write(rows)
    written += rows.length
    progress.update(0, 0, `${readable(written)} rows`)
  }
  progress.end()
  await writer.end()
  cli.note(`${readable(written)} rows${flags.output === undefined ? '' : ` in ${flags.output}`}`)
}

async function openWriter(
  cli: Cli,
  { format, output, readings, resolution }: ExportFlags,
): Promise<RowWriter> {
  const columns = readings === true ? readingColumns : metricColumns
  if (format !== 'parquet') return openTextWriter(format, columns, output ?? null, cli.host.stdout)
  if (output === undefined) throw new UsageError('Parquet needs a file: name it with --output.')
  const { openParquetWriter } = await import('./parquet-writer.ts')
  return openParquetWriter(typedColumns(columns, resolution), output)
}

async function batchesOf(
  offline: Offline,
  portfolio: Portfolio,
  spaces: readonly Space[] | null,
  flags: ExportFlags,
): Promise<AsyncIterable<readonly object[]> & AsyncIterable<readonly Readonly<Record<string, unknown>>[]>> {
  const range = await rangeOf(offline, portfolio, spaces ?? portfolio.spaces, flags)
  if (flags.readings !== true) {
    return exportMetrics(offline, { spaces: spaces ?? portfolio.spaces, range, resolution: flags.resolution })
  }
  const interval = { start: instantOf(range.start, portfolio), end: instantOf(range.end, portfolio) }
  return exportReadings({ log: offline.store.readings, portfolio, spaces, interval })
}

/** Readings are not of one space: a time without an offset is read in the zone of the first root. */
function instantOf(moment: Moment, portfolio: Portfolio): number {
  const [root] = portfolio.children(null)
  return resolveMoment(moment, zoneOf(root === undefined ? 'UTC' : portfolio.timeZone(root.key)))
}

async function rangeOf(
  offline: Offline,
  portfolio: Portfolio,
  spaces: readonly Space[],
  { from, to, readings }: ExportFlags,
): Promise<MomentRange> {
  const instant = (at: EpochMs): Moment => ({ kind: 'instant', at })
  const all = { start: 0, end: LATEST_INSTANT }
  const held = readings === true ? all : await dataExtent(offline, portfolio, spaces)
  const { start, end } = held ?? { start: 0, end: 0 }
  return { start: from ?? instant(start), end: to ?? instant(end) }
}

function selectSpaces(portfolio: Portfolio, ids: readonly string[]): readonly Space[] {
  const selected = new Map<SpaceKey, Space>()
  for (const id of ids.flatMap((text) => text.split(','))) {
    const space = portfolio.spaceById(id) ?? portfolio.spaceByLocation(Number(id))
    if (space === null) throw new UsageError(`There is no space ${id}.`)
    for (const found of [space, ...portfolio.descendants(space.key)]) selected.set(found.key, found)
  }
  return [...selected.values()]
}
