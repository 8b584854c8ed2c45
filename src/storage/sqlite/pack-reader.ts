import type { SubjectKey } from '../../domain/portfolio/subject.ts'
import type { Reading } from '../../domain/reading/reading.ts'
import type { Day, DayRange } from '../../domain/time/day.ts'
import { damaged } from '../store-unusable.ts'
import { decodePack, packName } from './pack.ts'
import { decodePackCarry, type PackCarry } from './pack-carry.ts'
import type { PackedDay, ReadingTables } from './reading-tables.ts'

/** Readings that are kept decoded, over all packs. */
const CACHED_READINGS = 400_000
/** What a decoded pack weighs besides its readings, so that many small packs are bounded too. */
const PACK_WEIGHT = 4

/** A packed day with its carry decoded. */
export interface PackHead extends PackCarry {
  readonly day: Day
  readonly readings: number
}

interface DecodedPack {
  readonly subject: SubjectKey
  readonly readings: readonly Reading[]
}

/** Reads packs, keeping those used last decoded. */
export class PackReader {
  readonly #tables: ReadingTables
  /** By subject and day, the one used longest ago first. */
  readonly #decoded = new Map<string, DecodedPack>()
  #weight = 0

  constructor(tables: ReadingTables) {
    this.#tables = tables
  }

  /** The readings of a day that must have a pack. Throws `StoreUnusable` when it is missing or damaged. */
  expect(subject: SubjectKey, day: Day): readonly Reading[] {
    const readings = this.readings(subject, day)
    if (readings === null) throw damaged(packName(subject, day), 'they are missing')
    return readings
  }

  /** The readings of a packed day; `null` when it has no pack. Throws `StoreUnusable` when it is damaged. */
  readings(subject: SubjectKey, day: Day): readonly Reading[] | null {
    const key = `${subject}:${day}`
    const known = this.#decoded.get(key)
    if (known !== undefined) {
      this.#decoded.delete(key)
      this.#decoded.set(key, known)
      return known.readings
    }
    const body = this.#tables.packBody(subject, day)
    if (body === null) return null
    const readings = decodePack(subject, day, body)
    this.#keep(key, { subject, readings })
    return readings
  }

  /** The packed days of a span, ascending. */
  days(subject: SubjectKey, days: DayRange): readonly Day[] {
    return this.#tables.packedDays(subject, days)
  }

  /** The first packed day. */
  firstDay(subject: SubjectKey): Day | null {
    return this.#tables.packFrom(subject, Number.NEGATIVE_INFINITY)?.day ?? null
  }

  /** How many readings of a subject are in packs. */
  count(subject: SubjectKey): number {
    return this.#tables.totals(subject)?.readings ?? 0
  }

  /** The last packed day before `day`. */
  before(subject: SubjectKey, day: Day): PackHead | null {
    return head(subject, this.#tables.packBefore(subject, day))
  }

  /** The first packed day from `day` on. */
  from(subject: SubjectKey, day: Day): PackHead | null {
    return head(subject, this.#tables.packFrom(subject, day))
  }

  /** A packed day; `null` when it has no pack. */
  on(subject: SubjectKey, day: Day): PackHead | null {
    return head(subject, this.#tables.packOn(subject, day))
  }

  /** A day that must have a pack. Throws `StoreUnusable` when it is missing or damaged. */
  expectHead(subject: SubjectKey, day: Day): PackHead {
    const found = this.on(subject, day)
    if (found === null) throw damaged(packName(subject, day), 'they are missing')
    return found
  }

  /** Forgets the decoded form of a pack that has changed. */
  forget(subject: SubjectKey, day: Day): void {
    this.#drop(`${subject}:${day}`)
  }

  /** Forgets the decoded packs of subjects that are gone. */
  forgetSubjects(subjects: ReadonlySet<SubjectKey>): void {
    for (const [key, { subject }] of this.#decoded) if (subjects.has(subject)) this.#drop(key)
  }

  #keep(key: string, pack: DecodedPack): void {
    this.#decoded.set(key, pack)
    this.#weight += weightOf(pack)
    for (const oldest of this.#decoded.keys()) {
      if (this.#weight <= CACHED_READINGS) return
      this.#drop(oldest)
    }
  }

  #drop(key: string): void {
    const pack = this.#decoded.get(key)
    if (pack === undefined) return
    this.#decoded.delete(key)
    this.#weight -= weightOf(pack)
  }
}

function weightOf({ readings }: DecodedPack): number {
  return readings.length + PACK_WEIGHT
}

function head(subject: SubjectKey, packed: PackedDay | null): PackHead | null {
  if (packed === null) return null
  const { day, readings, carry } = packed
  return { day, readings, ...decodePackCarry(subject, day, carry) }
}
