import { type Visit, type VisitPlan, visit } from './visit.ts'

/** Meetings on the half hour: some booked and missed, most attended by fewer than the room holds. */
export function meetingVisits({ profile, demand, capacity, random }: VisitPlan): Visit[] {
  const visits: Visit[] = []
  let start = Math.ceil(demand.opens * 2) / 2
  while (start < demand.closes - 0.5) {
    const wanted = profile.load * demand.level * (profile.curve[Math.floor(start)] ?? 0)
    const length = random.pick([0.5, 0.5, 1, 1, 1, 1.5])
    // A booking takes the room for its whole length, so the chance at each half hour is lower than the share of time.
    if (!random.chance(wanted / (length * 2 * (1 - wanted) + wanted))) {
      start += 0.5
      continue
    }
    attend({ start, end: Math.min(start + length, demand.closes), capacity, random }, visits)
    start += length
  }
  return visits
}

interface Meeting {
  readonly start: number
  readonly end: number
  readonly capacity: number
  readonly random: VisitPlan['random']
}

function attend({ start, end, capacity, random }: Meeting, visits: Visit[]): void {
  // Small meetings are the rule: the square of an even draw favours them.
  const share = random.between(0.35, 1.05)
  const people = Math.max(Math.min(2, capacity), Math.round(capacity * share * share))
  const over = end - random.between(0, 0.15)
  for (let person = 0; person < people; person++) {
    visits.push(visit(random.around(start + 0.02, 0.03), random.around(over, 0.03)))
  }
}
