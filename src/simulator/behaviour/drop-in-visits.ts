import { type Visit, type VisitPlan, visit } from './visit.ts'

/** People who come when they like: as many an hour as keep the space as full as its curve says. */
export function dropInVisits({ profile, demand, capacity, random }: VisitPlan): Visit[] {
  const stayHours = profile.stayMinutes / 60
  const fullness = capacity * profile.load * demand.level * random.around(1, 0.12)
  const visits: Visit[] = []
  for (let hour = Math.floor(demand.opens); hour < demand.closes; hour++) {
    // Occupancy is arrivals × stay; those who stay long are still there in the hours that follow.
    const expected = (fullness * (profile.curve[hour] ?? 0)) / stayHours
    for (let left = random.arrivals(expected); left > 0; left--) {
      const from = Math.max(hour + random.next(), demand.opens)
      if (from >= demand.closes) continue
      const until = from + stayHours * random.between(0.25, 1) * random.between(0.6, 2.6)
      visits.push(visit(from, Math.min(until, demand.closes + random.between(0, 0.15))))
    }
  }
  return visits
}
