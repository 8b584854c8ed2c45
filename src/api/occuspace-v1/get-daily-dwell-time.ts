import { z } from 'zod'
import { SECOND_MS } from '../../domain/time/interval.ts'
import { components } from './components.ts'
import { pointTimes } from './series.ts'
import { seriesOperation } from './series-operation.ts'

const dwellPoint = z
  .object({
    seconds: z
      .int()
      .min(0)
      .describe(
        'Mean length of the visits that began on the day, to the nearest second: that of v2 dwell_time.',
      ),
    ...pointTimes,
  })
  .register(components, { id: 'DwellTime' })

/** `GET /v1/location/{id}/daily_dwell_time` (occuspace.md §4). */
export const getDailyDwellTime = seriesOperation({
  name: 'daily_dwell_time',
  word: 'DailyDwellTime',
  summary: 'How long people stayed on average, by the day',
  description:
    'Visits of three minutes or less do not count. A day without a visit, or that has not ended, has no point.',
  resolution: 'day',
  point: dwellPoint,
  async read({ analytics }, { portfolio, space, range, resolution, now }) {
    const { buckets, stays } = await analytics.dwell({
      portfolio,
      space,
      range,
      resolution,
      hours: null,
      now,
    })
    return buckets.flatMap(({ start }, index) => {
      const stay = stays[index]
      if (stay === undefined || stay.count === 0) return []
      return [{ start, figures: { seconds: Math.round(stay.totalMs / stay.count / SECOND_MS) } }]
    })
  },
})
