import type { SubjectKey } from '../../domain/portfolio/subject.ts'
import type { Carry } from '../../domain/reading/carry.ts'
import type { Touched } from '../reading-log.ts'
import type { OpenDay } from './open-day.ts'
import type { SubjectState } from './subject-state.ts'

/** A subject whose days an append can change, and take back. */
interface JournaledSubject {
  readonly subject: SubjectKey
  finish(journal: AppendJournal): Iterable<Touched['days']>
  restore(state: SubjectState): void
}

interface NotedSubject {
  readonly subject: JournaledSubject
  readonly before: SubjectState
}

interface NotedDay {
  readonly open: OpenDay
  readonly length: number
  readonly after: Carry
  readonly settled: number
}

/** What one append changed in memory, to be announced once it is durable, or taken back if it does not become so. */
export class AppendJournal {
  /** Tells this append from every other. */
  readonly append: number
  readonly #subjects: NotedSubject[] = []
  readonly #days: NotedDay[] = []

  constructor(append: number) {
    this.append = append
  }

  /** To be called before the first change to a subject. */
  noteSubject(subject: JournaledSubject, before: SubjectState): void {
    this.#subjects.push({ subject, before })
  }

  /** To be called before a day is changed in place. */
  noteDay(open: OpenDay): void {
    if (open.notedBy === this.append) return
    open.notedBy = this.append
    this.#days.push({ open, length: open.added.length, after: open.after, settled: open.settled })
  }

  /** Brings carries up to date after the last reading of the append, and says what it touched. */
  finish(): readonly Touched[] {
    const touched: Touched[] = []
    for (const { subject } of this.#subjects)
      for (const days of subject.finish(this)) touched.push({ subject: subject.subject, days })
    return touched
  }

  /** Undoes the append. Later appends must have been undone before. */
  undo(): void {
    for (const { open, length, after, settled } of this.#days) {
      open.added.length = length
      open.after = after
      open.settled = settled
    }
    for (const { subject, before } of this.#subjects) subject.restore(before)
  }
}
