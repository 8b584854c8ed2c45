import { z } from 'zod'
import type { SpaceAnswer } from '../../analytics/occupancy-query.ts'
import type { CountStep } from '../../domain/occupancy/count-steps.ts'
import { averageUtilizationOver } from '../../domain/occupancy/utilization.ts'
import type { EpochMs } from '../../domain/time/interval.ts'
import { formatInstant, instantText } from '../wire.ts'
import { components } from './components.ts'

const people = z.int().min(0).nullable()

/** What a space's count was in one interval (density-v3.md §12). */
export const countRow = z
  .object({
    timestamp: instantText.describe('Start of the interval.'),
    count: people.describe('People at that instant; null where it was unknown.'),
    interval: z.object({
      start: instantText,
      end: instantText.describe('Exclusive.'),
      analytics: z.object({
        min: people.describe('Fewest people at any instant; null when nothing was observed.'),
        max: people.describe('Most people at any instant; null when nothing was observed.'),
        entrances: people.describe(
          'Crossings inward; null on spaces without doorways, or when nothing was observed.',
        ),
        exits: people.describe(
          'Crossings outward; null on spaces without doorways, or when nothing was observed.',
        ),
        events: people.describe('Entrances and exits together.'),
        utilization: z
          .number()
          .min(0)
          .nullable()
          .describe('Average occupancy ÷ capacity; null without a capacity or when nothing was observed.'),
      }),
    }),
  })
  .register(components, { id: 'Count' })

/** The rows of a space's buckets, ascending; `steps` tell how many people were there at the start of each. */
export function countRows(
  { buckets, rollups, byCapacity }: SpaceAnswer,
  steps: readonly CountStep[],
  hasDoorways: boolean,
): z.infer<typeof countRow>[] {
  const countAt = reader(steps)
  return buckets.map(({ start, end }, index) => {
    const { low = null, peak = null, entrances = 0, exits = 0, observedMs = 0 } = rollups[index] ?? {}
    const isKnown = observedMs > 0 || entrances + exits > 0
    const flows =
      hasDoorways && isKnown
        ? { entrances, exits, events: entrances + exits }
        : { entrances: null, exits: null, events: null }
    return {
      timestamp: formatInstant(start),
      count: countAt(start),
      interval: {
        start: formatInstant(start),
        end: formatInstant(end),
        analytics: {
          min: low,
          max: peak,
          ...flows,
          utilization: averageUtilizationOver(byCapacity?.[index] ?? []),
        },
      },
    }
  })
}

/** Reads ascending steps at ascending instants. */
function reader(steps: readonly CountStep[]): (at: EpochMs) => number | null {
  let index = 0
  return (at) => {
    while ((steps[index]?.end ?? Infinity) <= at) index += 1
    return steps[index]?.count ?? null
  }
}
