import type { OccupancyQuery, SpaceAnswer } from '../analytics/occupancy-query.ts'
import { columnsOf, metricNames } from '../api/density-v3/datum.ts'
import type { Portfolio } from '../domain/portfolio/portfolio.ts'
import { DAY_MS } from '../domain/time/interval.ts'
import { WeeklyHours } from '../domain/time/weekly-hours.ts'
import { spaceId } from './bench-portfolio.ts'

/** A question that every contender answers, over the first so many spaces. */
export interface Question {
  readonly title: string
  readonly spaces: number
  /** Local days, the last one inside, as `YYYY-MM-DD`. */
  readonly firstDate: string
  readonly lastDate: string
  readonly resolution: 'hour' | 'day' | 'total'
  /** Monday to Friday, from eight in the morning to six in the evening, only. */
  readonly officeHours: boolean
  /** Whether it takes long enough to be asked less often. */
  readonly isHeavy: boolean
}

/** Hours of the local week that an operating-hours question counts: Monday to Friday, `[startHour, endHour)`. */
export const officeHours = { days: [1, 2, 3, 4, 5], startHour: 8, endHour: 18 } as const

/** The four questions of the architecture over a store of so many spaces. */
export function questionsFor(spaces: number): readonly Question[] {
  const year = { firstDate: '2025-01-01', lastDate: '2025-12-31' }
  const some = Math.ceil(spaces / 10)
  return [
    question('1 space, 1 year, daily', { ...year, spaces: 1, resolution: 'day' }),
    question(`${some} spaces, 30 days, hourly`, {
      spaces: some,
      firstDate: '2025-03-01',
      lastDate: '2025-03-30',
      resolution: 'hour',
      isHeavy: true,
    }),
    heavyQuestion(spaces),
    question('1 space, 1 day, hourly', {
      spaces: 1,
      firstDate: '2025-06-18',
      lastDate: '2025-06-18',
      resolution: 'hour',
    }),
  ]
}

/** The question that reads every block of the store. */
export function heavyQuestion(spaces: number): Question {
  return question(`${spaces.toLocaleString('en-US')} spaces, 1 year, total with hours filter`, {
    spaces,
    firstDate: '2025-01-01',
    lastDate: '2025-12-31',
    resolution: 'total',
    officeHours: true,
    isHeavy: true,
  })
}

function question(
  title: string,
  given: Omit<Question, 'title' | 'officeHours' | 'isHeavy'> & Partial<Question>,
): Question {
  return { title, officeHours: false, isHeavy: false, ...given }
}

/** The question as analytics takes it. */
export function toQuery(question: Question, portfolio: Portfolio, now: number): OccupancyQuery {
  const { days, startHour, endHour } = officeHours
  return {
    portfolio,
    spaces: portfolio.spaces.filter(({ id }) => spaceIds(question).has(id)),
    range: {
      start: { kind: 'wall', at: Date.parse(question.firstDate) },
      end: { kind: 'wall', at: Date.parse(question.lastDate) + DAY_MS },
    },
    resolution: question.resolution,
    hours: question.officeHours
      ? new WeeklyHours(
          (weekday, hour) => days.some((day) => day === weekday) && hour >= startHour && hour < endHour,
        )
      : null,
    now,
    columns: columnsOf(new Set(metricNames)),
  }
}

/** The question as the body of `POST /v3/analytics/metrics`. */
export function toBody(question: Question): string {
  const { days, startHour, endHour } = officeHours
  return JSON.stringify({
    start_date: `${question.firstDate}T00:00:00`,
    end_date: `${question.lastDate}T23:59:00`,
    space_ids: [...spaceIds(question)],
    time_resolution: question.resolution,
    ...(question.officeHours ? { operating_hours: { days, start_hour: startHour, end_hour: endHour } } : {}),
  })
}

function spaceIds({ spaces }: Question): ReadonlySet<string> {
  return new Set(Array.from({ length: spaces }, (_, index) => spaceId(index)))
}

/** What is known of a bucket of a space, in whatever words the contender has for it. */
export type Row = readonly number[]

/** Rows by `<space index> <bucket start in epoch ms>`. */
export type Rows = ReadonlyMap<string, Row>

/** An answer of analytics: observed, occupied, person and online milliseconds, peak and low. */
export function rowsOfAnswer(answers: readonly SpaceAnswer[]): Rows {
  return new Map(
    answers.flatMap(({ space, buckets, rollups }) =>
      buckets.map((bucket, index): [string, Row] => {
        const rollup = rollups[index]
        if (rollup === undefined) throw new Error(`${space.id} has a bucket without a rollup.`)
        const { observedMs, occupiedMs, personMs, onlineMs, peak, low } = rollup
        return [
          `${space.id.replace('spc_', '')} ${bucket.start}`,
          [observedMs, occupiedMs, personMs, onlineMs, peak ?? -1, low ?? -1],
        ]
      }),
    ),
  )
}

/** The same answer in the figures that the Density surface shows: average, peak, low, time used. */
export function densityRows(rows: Rows): Rows {
  return new Map(
    [...rows].map(([key, [observed = 0, occupied = 0, person = 0, , peak = 0, low = 0]]) => [
      key,
      [person / observed, peak, low, occupied],
    ]),
  )
}

/** A body that the Density surface answered with, as {@link densityRows} gives it. */
export function rowsOfDensity(text: string): Rows {
  const answer = JSON.parse(text) as Record<string, Record<string, Record<string, number>>>
  const rows = new Map<string, Row>()
  for (const [id, buckets] of Object.entries(answer)) {
    for (const [start, datum] of Object.entries(buckets)) {
      rows.set(
        `${id.replace('spc_', '')} ${Date.parse(start)}`,
        ['occupancy_avg', 'occupancy_max', 'occupancy_min', 'time_used_raw'].map((name) => datum[name] ?? -1),
      )
    }
  }
  return rows
}

/** Throws unless both hold the same rows: a fast wrong answer is not worth timing. */
export function assertSameRows(name: string, expected: Rows, actual: Rows): void {
  if (actual.size !== expected.size) {
    throw new Error(`${name} answered with ${actual.size} rows instead of ${expected.size}.`)
  }
  for (const [key, row] of expected) {
    const other = actual.get(key)
    if (other === undefined || row.some((value, index) => value !== other[index])) {
      throw new Error(
        `${name} says ${other?.join(', ') ?? 'nothing'} of ${key} instead of ${row.join(', ')}.`,
      )
    }
  }
}
