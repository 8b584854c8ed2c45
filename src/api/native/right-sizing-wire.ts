import { z } from 'zod'
import { spaceTypes } from '../../domain/portfolio/space.ts'
import { spaceFunctions } from '../../domain/portfolio/space-function.ts'
import { sizingVerdicts } from '../../domain/sizing/verdict.ts'
import { endHourRule, isForward } from '../time-wire.ts'
import { wholeNumber } from '../whole-number.ts'
import { datesQuery } from './analytics-wire.ts'
import { hoursQuery } from './hours-query.ts'

const MAX_NAMED = 1_000

const percent = (value: number, says: string) =>
  wholeNumber(0, 100).default(value).describe(`${says} ${value} when left out.`)

const thresholdsQuery = {
  known_percent: percent(50, 'No verdict when less of the time asked about is known than this.'),
  hardly_percent: percent(5, 'Hardly used when in use for less of the known time than this.'),
  over_percent: percent(5, 'Too small when over capacity for more of the time in use than this.'),
  fit_percent: percent(90, 'So many of the uses a smaller size has to fit.'),
  smaller_percent: percent(50, 'Too big when a size of at most so much of the capacity would do.'),
  shortest_use_minutes: wholeNumber(0, 1_440)
    .default(5)
    .describe('Uses shorter than this do not count as uses; their time does. 5 when left out.'),
}

/** The query of `GET /api/right-sizing`. */
export const rightSizingQuery = z
  .object({
    ...datesQuery,
    ...hoursQuery,
    space_ids: z
      .string({ error: 'must be space ids with commas between' })
      .optional()
      .meta({
        description:
          'Space ids with commas between, each standing for itself and all below it; every space when left out.',
        example: 'spc_north,spc_south',
      })
      .transform((text) => text?.split(',').filter((id) => id !== '') ?? [])
      .refine((ids) => ids.length <= MAX_NAMED, { error: `must name at most ${MAX_NAMED} spaces` }),
    space_type: z
      .enum(spaceTypes, { error: `must be one of ${spaceTypes.join(', ')}` })
      .default('space')
      .describe('Spaces of this type only; `space` when left out, which is rooms and desks.'),
    function: z
      .enum(spaceFunctions, { error: `must be one of ${spaceFunctions.join(', ')}` })
      .optional()
      .describe('Spaces of this function only.'),
    label: z.string().optional().describe('Spaces with the label of this name only.'),
    ...thresholdsQuery,
  })
  .refine(isForward, endHourRule)

/** A checked query of `GET /api/right-sizing`. */
export type RightSizingQuery = z.output<typeof rightSizingQuery>

const milliseconds = z.int().min(0)
const share = z.number().min(0).max(1).nullable()
const people = z.int().min(0).nullable()
const uses = z.int().min(0)

const figures = {
  length_ms: milliseconds.describe('Time asked about: inside the hours, up to now.'),
  observed_ms: milliseconds.describe('The part of it with a known count; all other figures are of it alone.'),
  known_share: share.describe('`observed_ms` ÷ `length_ms`.'),
  occupied_ms: milliseconds.describe('Time with somebody there.'),
  used_share: share.describe('`occupied_ms` ÷ `observed_ms`.'),
  people_avg: z.number().min(0).nullable().describe('People while somebody was there, weighted by time.'),
  people_p50: people.describe('Half of the time with somebody there had at most so many.'),
  people_p90: people.describe('Nine tenths of the time with somebody there had at most so many.'),
  people_max: people.describe('The most people at any instant.'),
  filled_share: z
    .number()
    .min(0)
    .nullable()
    .describe('People ÷ the capacity in force while somebody was there, weighted by time; may exceed 1.'),
  over_capacity_ms: milliseconds.describe('Time with more people than the capacity in force.'),
  over_capacity_share: share.describe(
    '`over_capacity_ms` ÷ the time with somebody there and a capacity in force.',
  ),
  uses: uses.describe('Stretches of unbroken presence of at least `shortest_use_minutes`.'),
  capped_uses: uses.describe('Those in which a sensor reached its ceiling: they fit no size for certain.'),
}

const verdict = z.enum(sizingVerdicts)

const sizedSpace = z.object({
  space_id: z.string(),
  name: z.string(),
  path: z.array(z.string()).describe('Names of the spaces that it is in, the outermost first.'),
  function: z.enum(spaceFunctions).nullable(),
  floor_id: z.string().nullable().describe('The nearest floor above it.'),
  label_ids: z.array(z.string()),
  time_zone: z.string().describe('IANA name.'),
  capacity: people.describe('What held at the end of the time asked about; 0 counts as none.'),
  verdict,
  sentence: z.string().describe('Why, in one plain sentence with its figures.'),
  fitting_size: people.describe(
    'The smallest size that fits `fit_percent` of the uses; null if none is known to.',
  ),
  fitting_share: share.describe('Share of the uses that fit it.'),
  ...figures,
  time_at: z
    .array(z.object({ count: z.int().min(0), duration_ms: z.int().min(1) }))
    .describe('How long there were how many people, ascending.'),
  uses_by_peak: z
    .array(z.object({ peak: z.int().min(1), uses: z.int().min(1) }))
    .describe('How many uses had how many people at most, ascending; without the capped ones.'),
})

const sizedGroup = z.object({
  id: z
    .string()
    .nullable()
    .describe('The function, or the id of the label or floor; null for spaces without.'),
  name: z.string().nullable(),
  spaces: z.int().min(1),
  capacity: people.describe('Sum of the capacities that are set; null where none is.'),
  verdicts: z.record(verdict, z.int().min(0)).describe('How many of its spaces have which verdict.'),
  ...figures,
})

const groupsOf = (what: string) => z.array(sizedGroup).describe(`${what} Figures are over all its spaces.`)

/** The answer of `GET /api/right-sizing`. */
export const rightSizingAnswer = z.object({
  thresholds: z.object({
    known_percent: z.int(),
    hardly_percent: z.int(),
    over_percent: z.int(),
    fit_percent: z.int(),
    smaller_percent: z.int(),
    shortest_use_minutes: z.int(),
  }),
  spaces: z.array(sizedSpace).describe('By verdict, then by occupied time, most first.'),
  groups: z.object({
    function: groupsOf('By what spaces are for.'),
    label: groupsOf('By label; a space with several is in each.'),
    floor: groupsOf('By the nearest floor above.'),
  }),
})

export type SizedSpace = z.infer<typeof sizedSpace>
export type SizedGroup = z.infer<typeof sizedGroup>
export type FiguresWire = z.infer<z.ZodObject<typeof figures>>
