/** An hour of the day, 0…23, and how many people are expected in it. */
export interface HourOfDay {
  readonly hour: number
  readonly people: number | null
}

/** An hour of which it is known how many people are expected. */
export interface BestHour {
  readonly hour: number
  readonly people: number
}

/** When a space is expected to be the emptiest and the fullest; `null` where nobody is expected or nothing is known. */
export interface BestTime {
  readonly quietest: BestHour | null
  readonly busiest: BestHour | null
}

/** Hours of the day that are asked about: `from` inclusive, `until` exclusive. */
export interface AskedHours {
  readonly from: number
  readonly until: number
}

/** Whether a count differs from what is usual. */
export type Unusual = 'busier' | 'quieter' | 'usual' | 'unknown'

/**
 * The quietest and the busiest of some hours, the earlier of equal ones. Without asked hours, those at either end of
 * the day in which fewer than half a person is expected are left out, so that a closed night is not the best time.
 */
export function bestTime(hours: readonly HourOfDay[], asked: AskedHours | null): BestTime {
  const known = hours.filter(isKnown)
  const inside = asked === null ? withoutEmptyEnds(known) : known.filter(({ hour }) => isInside(hour, asked))
  return {
    quietest: inside.reduce<BestHour | null>(
      (best, each) => (best === null || each.people < best.people ? each : best),
      null,
    ),
    busiest: inside.reduce<BestHour | null>(
      (best, each) => (best === null || each.people > best.people ? each : best),
      null,
    ),
  }
}

/** Whether an hour is asked about; every hour is where none are named. */
export function isInside(hour: number, asked: AskedHours | null): boolean {
  return asked === null || (asked.from <= hour && hour < asked.until)
}

/** Whether a count is outside a band, of which the ends are rounded outwards to whole people. */
export function unusual(count: number | null, low: number | null, high: number | null): Unusual {
  if (count === null || low === null || high === null) return 'unknown'
  if (count > Math.ceil(high)) return 'busier'
  return count < Math.floor(low) ? 'quieter' : 'usual'
}

/** How many of the hours that are asked about are known. */
export type Known = 'all' | 'some' | 'none'

const withoutAnybody = {
  all: 'Nobody is expected.',
  some: 'Too little is known of the weeks before.',
  none: 'Nothing is known of the weeks before.',
} as const satisfies Record<Known, string>

/** How many of the hours inside those that are asked about are known. */
export function knownOf(hours: readonly HourOfDay[], asked: AskedHours | null): Known {
  const inside = hours.filter(({ hour }) => isInside(hour, asked))
  const known = inside.filter(isKnown)
  if (known.length === 0) return 'none'
  return known.length === inside.length ? 'all' : 'some'
}

/** One plain sentence in English, such as "Quietest 8–9 AM, about 12 people; busiest 2–3 PM, about 140." */
export function bestTimeSentence({ quietest, busiest }: BestTime, known: Known): string {
  if (quietest === null || busiest === null) return withoutAnybody[known]
  const most = `busiest ${hourText(busiest.hour)}, ${about(busiest.people)}`
  if (quietest.hour === busiest.hour) return `B${most.slice(1)}.`
  return `Quietest ${hourText(quietest.hour)}, ${about(quietest.people)}; ${most}.`
}

function isKnown(each: HourOfDay): each is BestHour {
  return each.people !== null
}

function withoutEmptyEnds(hours: readonly BestHour[]): readonly BestHour[] {
  const isUsed = ({ people }: BestHour) => people >= 0.5
  return hours.slice(hours.findIndex(isUsed), hours.findLastIndex(isUsed) + 1)
}

function hourText(hour: number): string {
  const [from, until] = [hour, hour + 1].map((each) => ({
    number: ((each + 11) % 12) + 1,
    half: each % 24 < 12 ? 'AM' : 'PM',
  })) as [Clock, Clock]
  const half = from.half === until.half ? '' : ` ${from.half}`
  return `${from.number}${half}–${until.number} ${until.half}`
}

interface Clock {
  readonly number: number
  readonly half: string
}

function about(people: number): string {
  const rounded = Math.round(people)
  return `about ${rounded} ${rounded === 1 ? 'person' : 'people'}`
}
