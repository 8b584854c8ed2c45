import { type Visit, type VisitPlan, visit } from './visit.ts'

/** People with a place of their own: in from the morning to the evening, most of them out for lunch. */
export function residentVisits({ profile, demand, capacity, random }: VisitPlan): Visit[] {
  const people = random.arrivals(capacity * profile.load * demand.level * random.around(1, 0.08))
  const visits: Visit[] = []
  for (let person = 0; person < people; person++) {
    const arrives = Math.max(demand.opens, random.around(demand.opens + 1.4, 0.5))
    const leaves = Math.min(demand.closes + 0.2, random.around(demand.closes - 1.4, 0.7))
    const lunch = random.around(12.25, 0.25)
    if (!random.chance(0.8)) {
      visits.push(visit(arrives, leaves))
      continue
    }
    visits.push(visit(arrives, lunch), visit(lunch + random.between(0.4, 0.95), leaves))
  }
  return visits
}
