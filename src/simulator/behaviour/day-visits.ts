import { classVisits } from './class-visits.ts'
import { dropInVisits } from './drop-in-visits.ts'
import { meetingVisits } from './meeting-visits.ts'
import type { Rhythm } from './profile.ts'
import { residentVisits } from './resident-visits.ts'
import { soloVisits } from './solo-visits.ts'
import type { Visit, VisitPlan } from './visit.ts'

const visitsByRhythm: Record<Rhythm, (plan: VisitPlan) => Visit[]> = {
  meetings: meetingVisits,
  classes: classVisits,
  solo: soloVisits,
  resident: residentVisits,
  drop_in: dropInVisits,
}

/** Who comes on a day and how long each stays, in no order. Everybody has left a while before midnight. */
export function dayVisits(plan: VisitPlan): Visit[] {
  return plan.demand.level <= 0 ? [] : visitsByRhythm[plan.profile.rhythm](plan)
}
