import { type Visit, type VisitPlan, visit } from './visit.ts'

/** One person after another at each seat of a small space, with gaps that shrink when demand is high. */
export function soloVisits(plan: VisitPlan): Visit[] {
  const visits: Visit[] = []
  for (let seat = 0; seat < plan.capacity; seat++) seatVisits(plan, visits)
  return visits
}

function seatVisits({ profile, demand, random }: VisitPlan, visits: Visit[]): void {
  const stayHours = profile.stayMinutes / 60
  let at = demand.opens
  while (at < demand.closes) {
    const wanted = Math.min(0.95, profile.load * demand.level * (profile.curve[Math.floor(at)] ?? 0))
    // A stay is begun as often as keeps the seat taken for the wanted share of the time.
    const step = Math.min(stayHours, 0.25)
    if (!random.chance((wanted * step) / (stayHours * (1 - wanted) + wanted * step))) {
      at += step
      continue
    }
    const until = Math.min(at + stayHours * random.between(0.3, 1.7), demand.closes)
    visits.push(visit(at + random.between(0, step / 2), until))
    at = until + random.between(0.02, 0.1)
  }
}
