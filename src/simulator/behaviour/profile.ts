import type { SpaceType } from '../../domain/portfolio/space.ts'
import type { SpaceFunction } from '../../domain/portfolio/space-function.ts'

/**
 * How people use a space: `meetings` and `classes` come and go together, `solo` one after the other, `resident`
 * people stay all day but for lunch, `drop_in` people come when they like.
 */
export type Rhythm = 'meetings' | 'classes' | 'solo' | 'resident' | 'drop_in'

/** Local hours between which a space is used; fractions are allowed. */
export interface OpenHours {
  readonly opens: number
  readonly closes: number
}

/** The habits of people in spaces of one function. */
export interface Profile {
  readonly rhythm: Rhythm
  readonly weekdays: OpenHours
  readonly weekends: OpenHours
  /** Demand on a weekend as a share of a Tuesday's; 0 where nobody comes. */
  readonly weekendDemand: number
  /** Demand outside term as a share of a term day's. */
  readonly summerDemand: number
  readonly breakDemand: number
  /**
   * How full the space is at its busiest on a Tuesday: share of capacity for `drop_in`, `resident` and `classes`,
   * share of the time in use for `meetings` and `solo`.
   */
  readonly load: number
  /** Mean length of a stay, where the rhythm does not fix it. */
  readonly stayMinutes: number
  /** Demand by local hour, 24 values from 0 to 1. */
  readonly curve: readonly number[]
  /** People to reckon with where a space has no capacity. */
  readonly seats: number
}

const office: OpenHours = { opens: 7.5, closes: 18.5 }
const long: OpenHours = { opens: 7, closes: 22.5 }

function hours(from: number, ...demands: readonly number[]): readonly number[] {
  return Array.from({ length: 24 }, (_, hour) => demands[hour - from] ?? 0)
}

const meetingCurve = hours(8, 0.35, 0.9, 1, 0.95, 0.4, 0.75, 1, 0.95, 0.7, 0.3)
const deskCurve = hours(7, 0.2, 0.6, 1, 1, 0.9, 0.45, 0.8, 1, 0.95, 0.75, 0.4, 0.15)
const mealCurve = hours(7, 0.25, 0.5, 0.35, 0.3, 0.6, 1, 0.85, 0.35, 0.4, 0.35, 0.3, 0.25, 0.15, 0.1, 0.05)
const studyCurve = hours(7, 0.1, 0.3, 0.6, 0.8, 0.85, 0.6, 0.75, 0.95, 1, 0.95, 0.8, 0.65, 0.7, 0.6, 0.4, 0.2)
const socialCurve = hours(7, 0.1, 0.3, 0.5, 0.6, 0.7, 1, 0.8, 0.6, 0.6, 0.65, 0.5, 0.3, 0.2, 0.1)

const meetingRoom: Profile = {
  rhythm: 'meetings',
  weekdays: office,
  weekends: { opens: 10, closes: 16 },
  weekendDemand: 0.06,
  summerDemand: 0.7,
  breakDemand: 0.35,
  load: 0.5,
  stayMinutes: 50,
  curve: meetingCurve,
  seats: 8,
}

const desk: Profile = {
  ...meetingRoom,
  rhythm: 'solo',
  load: 0.6,
  stayMinutes: 75,
  curve: deskCurve,
  seats: 1,
}

const workArea: Profile = {
  ...meetingRoom,
  rhythm: 'resident',
  weekends: { opens: 9, closes: 17 },
  weekendDemand: 0.08,
  summerDemand: 0.75,
  load: 0.62,
  stayMinutes: 480,
  curve: deskCurve,
  seats: 20,
}

const socialArea: Profile = {
  ...meetingRoom,
  rhythm: 'drop_in',
  weekdays: long,
  weekends: { opens: 9, closes: 21 },
  weekendDemand: 0.3,
  summerDemand: 0.55,
  breakDemand: 0.25,
  load: 0.55,
  stayMinutes: 24,
  curve: socialCurve,
  seats: 20,
}

const cafe: Profile = { ...socialArea, load: 0.8, stayMinutes: 27, curve: mealCurve, seats: 40 }

const study: Profile = {
  ...socialArea,
  weekendDemand: 0.45,
  load: 0.72,
  stayMinutes: 95,
  curve: studyCurve,
  seats: 40,
}

const hall: Profile = {
  ...meetingRoom,
  rhythm: 'classes',
  weekendDemand: 0,
  summerDemand: 0.25,
  breakDemand: 0.05,
  load: 0.62,
  seats: 120,
}

const building: Profile = {
  ...study,
  weekdays: { opens: 6.75, closes: 23 },
  weekends: { opens: 8.5, closes: 21.5 },
  load: 0.34,
  stayMinutes: 110,
  seats: 300,
}

const floor: Profile = { ...workArea, load: 0.45, seats: 60 }

const byType: Record<SpaceType, Profile> = { campus: building, building, floor, space: socialArea }

const byFunction: Partial<Record<SpaceFunction, Profile>> = {
  break_room: { ...socialArea, weekdays: office, weekendDemand: 0.05, load: 0.4, stayMinutes: 11, seats: 8 },
  cafe,
  collaboration: {
    ...socialArea,
    weekdays: office,
    weekendDemand: 0.08,
    stayMinutes: 40,
    curve: meetingCurve,
  },
  conference_room: { ...meetingRoom, load: 0.55, stayMinutes: 60, seats: 14 },
  desk,
  desk_group: { ...desk, load: 0.75, seats: 4 },
  dining_area: { ...cafe, load: 0.5, stayMinutes: 33, weekendDemand: 0.35, seats: 120 },
  event_space: { ...socialArea, load: 0.18, stayMinutes: 18, weekendDemand: 0.15, seats: 60 },
  focus_quiet: { ...study, load: 0.6, stayMinutes: 105 },
  focus_room: { ...desk, load: 0.55, stayMinutes: 55 },
  gym: { ...socialArea, load: 0.5, stayMinutes: 55, weekendDemand: 0.6 },
  huddle_room: { ...meetingRoom, load: 0.42, stayMinutes: 35, seats: 4 },
  kitchen: { ...socialArea, weekdays: office, weekendDemand: 0.05, load: 0.35, stayMinutes: 7, seats: 6 },
  lab: { ...workArea, load: 0.5, seats: 16 },
  library: study,
  lounge: { ...socialArea, load: 0.45, stayMinutes: 30 },
  meeting_room: meetingRoom,
  office: { ...workArea, load: 0.7, seats: 4 },
  open_collaboration: {
    ...socialArea,
    weekdays: office,
    weekendDemand: 0.08,
    stayMinutes: 45,
    curve: meetingCurve,
  },
  open_workstation: workArea,
  phone_booth: { ...desk, load: 0.45, stayMinutes: 19 },
  reception: { ...socialArea, weekdays: office, load: 0.15, stayMinutes: 6, seats: 8 },
  theater: hall,
  wellness_room: { ...desk, load: 0.18, stayMinutes: 30 },
}

/** The habits that belong to a space: by its function, else by its place in the hierarchy. */
export function profileOf(space: {
  readonly function: SpaceFunction | null
  readonly type: SpaceType
}): Profile {
  return (space.function === null ? undefined : byFunction[space.function]) ?? byType[space.type]
}
