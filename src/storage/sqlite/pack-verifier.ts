import type { SubjectKey } from '../../domain/portfolio/subject.ts'
import { type Carry, emptyCarry, sameCarry } from '../../domain/reading/carry.ts'
import { compareReadings, type Reading } from '../../domain/reading/reading.ts'
import { type Day, dayOf } from '../../domain/time/day.ts'
import type { Damage } from '../store.ts'
import { StoreUnusable } from '../store-unusable.ts'
import { decodePack, packName } from './pack.ts'
import { carryThrough, decodePackCarry, ownCarry, type PackCarry } from './pack-carry.ts'
import type { PackedTotals, StoredPack } from './reading-tables.ts'

interface SeenTotals {
  packs: number
  readings: number
}

/** Checks packs one after the other, in the order of subject and day, adding what it finds to `damage`. */
export class PackVerifier {
  readonly #pending: ReadonlySet<SubjectKey>
  readonly #damage: Damage[]
  readonly #seen = new Map<SubjectKey, SeenTotals>()
  #subject: SubjectKey | null = null
  /** The carry after the pack before; `null` when that cannot be known. */
  #carry: Carry | null = emptyCarry

  /** Carries of `pending` subjects are not compared between packs: recovery works them out anew. */
  constructor(pending: ReadonlySet<SubjectKey>, damage: Damage[]) {
    this.#pending = pending
    this.#damage = damage
  }

  verify({ subject, day, readings, carry, body }: StoredPack): void {
    const seen = this.#seen.get(subject) ?? { packs: 0, readings: 0 }
    this.#seen.set(subject, { packs: seen.packs + 1, readings: seen.readings + readings })
    if (subject !== this.#subject) this.#carry = this.#pending.has(subject) ? null : emptyCarry
    this.#subject = subject
    const name = packName(subject, day)
    const kept = this.#noting(() => decodePack(subject, day, body))
    const carries = this.#noting(() => decodePackCarry(subject, day, carry))
    if (kept !== null) this.#compareReadings(name, day, kept, readings)
    if (kept !== null && carries !== null && !sameCarry(carries.own, ownCarry(kept)))
      this.#note(name, 'their carry is of other readings')
    if (carries !== null) this.#compareCarry(name, carries)
    this.#carry = this.#pending.has(subject) ? null : (carries?.after ?? null)
  }

  /** Compares what was found of each subject with what should be there. */
  compareTotals(totals: ReadonlyMap<SubjectKey, PackedTotals>): void {
    for (const [subject, { packs, readings }] of totals) {
      const seen = this.#seen.get(subject) ?? { packs: 0, readings: 0 }
      if (seen.packs !== packs || seen.readings !== readings)
        this.#note(
          `readings of subject ${subject}`,
          `${seen.readings} on ${seen.packs} days are found, of ${readings} on ${packs} days written`,
        )
    }
    for (const subject of this.#seen.keys())
      if (!totals.has(subject)) this.#note(`readings of subject ${subject}`, 'their number is missing')
  }

  #compareReadings(name: string, day: Day, kept: readonly Reading[], readings: number): void {
    if (kept.length !== readings) this.#note(name, `${kept.length} of ${readings} are left`)
    if (!isInOrder(kept, day)) this.#note(name, 'they are not of that day in order')
  }

  #compareCarry(name: string, { own, after }: PackCarry): void {
    if (this.#carry !== null && !sameCarry(carryThrough(this.#carry, own), after))
      this.#note(name, 'the carry after them does not follow from the days before')
  }

  #note(where: string, problem: string): void {
    this.#damage.push({ where, problem })
  }

  #noting<T>(read: () => T): T | null {
    try {
      return read()
    } catch (error) {
      if (!(error instanceof StoreUnusable) || error.damage === null) throw error
      this.#damage.push(error.damage)
      return null
    }
  }
}

function isInOrder(readings: readonly Reading[], day: Day): boolean {
  return readings.every((reading, index) => {
    const before = readings[index - 1]
    return dayOf(reading.at) === day && (before === undefined || compareReadings(before, reading) < 0)
  })
}
