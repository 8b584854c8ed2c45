import { type Visit, type VisitPlan, visit } from './visit.ts'

const CLASS_STARTS = [9, 10.5, 12, 13.5, 15, 16.5]
const CLASS_HOURS = 1.25

/** Classes by the timetable: a hall fills within minutes, and empties faster. */
export function classVisits({ profile, demand, capacity, random }: VisitPlan): Visit[] {
  const visits: Visit[] = []
  for (const start of CLASS_STARTS) {
    const likely = (profile.curve[Math.floor(start)] ?? 0) * 0.9 * Math.min(1, demand.level * 1.1)
    if (!random.chance(likely)) continue
    const people = Math.round(capacity * profile.load * random.between(0.4, 1.4))
    const end = start + CLASS_HOURS
    for (let person = 0; person < people; person++) {
      const leaves = random.chance(0.06) ? random.between(start + 0.3, end) : random.around(end + 0.03, 0.025)
      visits.push(visit(random.around(start - 0.06, 0.06), leaves))
    }
  }
  return visits
}
