import type { SlotColumns } from '../domain/occupancy/slots.ts'
import { dayOf, firstSlotOf } from '../domain/time/day.ts'
import { SLOT_MS, SLOTS_PER_DAY } from '../domain/time/interval.ts'
import { Random } from '../simulator/random.ts'
import type { SlotDay } from '../storage/rollup-store.ts'

/** Zone of all spaces: an hour off UTC's days, with two clock changes in the year. */
export const TIME_ZONE = 'America/New_York'
/** People each space is meant for. */
export const CAPACITY = 20
/** The local year that is filled. */
export const YEAR = 2025

/** First UTC day with slots. */
export const firstDay = dayOf(Date.UTC(YEAR, 0, 1))
/** UTC days with slots: the local year ends on the UTC day after its last. */
export const days = 366
/** First slot, counted from 1970-01-01T00:00Z. */
export const firstSlot = firstSlotOf(firstDay)
/** Slots of each space. */
export const slotsPerSpace = days * SLOTS_PER_DAY

const EASTERN_HOURS = 5
const HOURS_PER_DAY = 24
const SLOTS_PER_HOUR = SLOTS_PER_DAY / HOURS_PER_DAY
const SATURDAY_FIRST_DAY = dayOf(Date.UTC(2025, 0, 4))

/** What one space's sensor saw in a year of slots, all of it online. Counts as they are, not encoded. */
export interface SpaceYear {
  readonly occupiedMs: Uint32Array
  readonly personMs: Uint32Array
  readonly peak: Uint8Array
  readonly low: Uint8Array
}

/** A made-up year: empty nights, quiet weekends, busy noons, no two slots or spaces alike. Same index, same year. */
export function spaceYear(index: number): SpaceYear {
  const random = new Random(index + 1)
  const popularity = 0.3 + 0.7 * random.next()
  const year = {
    occupiedMs: new Uint32Array(slotsPerSpace),
    personMs: new Uint32Array(slotsPerSpace),
    peak: new Uint8Array(slotsPerSpace),
    low: new Uint8Array(slotsPerSpace),
  }
  for (let slot = 0; slot < slotsPerSpace; slot++) {
    const busy = popularity * busyness(slot)
    if (busy > 0) fillSlot(year, slot, busy * CAPACITY, random)
  }
  return year
}

/** How busy a place is in a slot, 0…1: nobody from eight in the evening to seven in the morning. */
function busyness(slot: number): number {
  const local = slot - EASTERN_HOURS * SLOTS_PER_HOUR
  const day = Math.floor(local / SLOTS_PER_DAY)
  const hour = (local - day * SLOTS_PER_DAY) / SLOTS_PER_HOUR
  if (hour < 7 || hour >= 20) return 0
  const sinceSaturday = (firstDay + day - SATURDAY_FIRST_DAY + 7 * days) % 7
  return (sinceSaturday < 2 ? 0.2 : 1) * (1 - Math.abs(hour - 13.5) / 7)
}

function fillSlot(year: SpaceYear, slot: number, people: number, random: Random): void {
  const peak = Math.min(CAPACITY, Math.floor(people * 2 * random.next()))
  if (peak === 0) return
  const low = Math.max(0, peak - 1 - random.below(4))
  const occupiedMs = low > 0 ? SLOT_MS : 1 + random.below(SLOT_MS - 1)
  year.peak[slot] = peak
  year.low[slot] = low
  year.occupiedMs[slot] = occupiedMs
  year.personMs[slot] = low > 0 ? Math.floor(SLOT_MS * random.between(low, peak)) : occupiedMs
}

/** A year as the rollup store takes it: day by day. */
export function slotDays(year: SpaceYear): readonly SlotDay[] {
  return Array.from({ length: days }, (_, day) => ({ day: firstDay + day, slots: slotsOf(year, day) }))
}

function slotsOf(year: SpaceYear, day: number): SlotColumns {
  const [from, until] = [day * SLOTS_PER_DAY, (day + 1) * SLOTS_PER_DAY]
  const constant = (value: number) => ({ constant: value, length: SLOTS_PER_DAY })
  const encoded = (counts: Uint8Array) => counts.slice(from, until).map((count) => count + 1)
  return {
    observedMs: constant(SLOT_MS),
    occupiedMs: year.occupiedMs.subarray(from, until),
    personMs: year.personMs.subarray(from, until),
    peak: encoded(year.peak),
    low: encoded(year.low),
    entrances: constant(0),
    exits: constant(0),
    onlineMs: constant(SLOT_MS),
    capped: constant(0),
  }
}
