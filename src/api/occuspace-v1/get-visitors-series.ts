import { z } from 'zod'
import { clientGone } from '../client-gone.ts'
import { components } from './components.ts'
import { pointTimes } from './series.ts'
import { type SeriesCall, seriesOperation } from './series-operation.ts'

const visitorsPoint = z
  .object({
    visitors: z.int().min(0).describe('Entries, not unique people: those of v2 traffic.'),
    ...pointTimes,
  })
  .register(components, { id: 'Visitors' })

const readVisitors: SeriesCall<{ visitors: number }>['read'] = async (
  { analytics },
  { portfolio, space, range, resolution, now },
  reply,
) => {
  const answered = await analytics.occupancy({
    portfolio,
    spaces: [space],
    range,
    resolution,
    hours: null,
    now,
    signal: clientGone(reply),
    columns: ['observedMs', 'entrances'],
  })
  return answered.flatMap(({ buckets, rollups }) =>
    buckets.flatMap(({ start }, index) => {
      const rollup = rollups[index]
      if (rollup === undefined || rollup.observedMs === 0) return []
      return [{ start, figures: { visitors: rollup.entrances } }]
    }),
  )
}

const shared = {
  description: 'Where nothing was known there is no point; the running one is partial.',
  point: visitorsPoint,
  read: readVisitors,
}

/** `GET /v1/location/{id}/hourly_visitors` (occuspace.md §4). */
export const getHourlyVisitors = seriesOperation({
  ...shared,
  name: 'hourly_visitors',
  word: 'HourlyVisitors',
  summary: 'How many people came in, by the hour',
  resolution: 'hour',
})

/** `GET /v1/location/{id}/daily_visitors` (occuspace.md §4). */
export const getDailyVisitors = seriesOperation({
  ...shared,
  name: 'daily_visitors',
  word: 'DailyVisitors',
  summary: 'How many people came in, by the day',
  resolution: 'day',
})
