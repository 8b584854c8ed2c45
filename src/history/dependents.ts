import { subjectsOfCounting } from '../domain/occupancy/fold.ts'
import { type Counting, countingOf } from '../domain/portfolio/counting.ts'
import type { Portfolio } from '../domain/portfolio/portfolio.ts'
import type { Space, SpaceKey } from '../domain/portfolio/space.ts'
import type { SubjectKey } from '../domain/portfolio/subject.ts'

/** A space whose history rests on a subject. */
export interface Dependent {
  readonly space: SpaceKey
  /**
   * UTC days after a reading's own effect during which the space can still show it: an Entry count carries it to
   * the next daily reset, which is at most 25 hours away and so within two more days.
   */
  readonly reachDays: 0 | 2
}

const countings = new WeakMap<Portfolio, Map<SpaceKey, Counting | null>>()

/** How a space counts, remembered for as long as its portfolio is. */
export function countingIn(portfolio: Portfolio, space: Space): Counting | null {
  let known = countings.get(portfolio)
  if (known === undefined) {
    known = new Map()
    countings.set(portfolio, known)
  }
  let counting = known.get(space.key)
  if (counting === undefined) {
    counting = countingOf(portfolio, space)
    known.set(space.key, counting)
  }
  return counting
}

/** Which spaces rest on which subjects, over all organizations. */
export class Dependents {
  readonly #bySubject = new Map<SubjectKey, Dependent[]>()

  of(subject: SubjectKey): readonly Dependent[] {
    return this.#bySubject.get(subject) ?? []
  }

  add(portfolio: Portfolio): void {
    for (const space of portfolio.spaces) {
      const counting = countingIn(portfolio, space)
      if (counting === null) continue
      for (const [subject, reachDays] of reaches(counting)) {
        const dependents = this.#bySubject.get(subject)
        if (dependents === undefined) this.#bySubject.set(subject, [{ space: space.key, reachDays }])
        else dependents.push({ space: space.key, reachDays })
      }
    }
  }
}

function reaches(counting: Counting): Map<SubjectKey, 0 | 2> {
  const leaves = counting.kind === 'sum' ? counting.leaves : [counting]
  const reached = new Map<SubjectKey, 0 | 2>()
  for (const leaf of leaves) {
    const reachDays = leaf.kind === 'entry' ? 2 : 0
    for (const subject of subjectsOfCounting(leaf)) {
      reached.set(subject, reachDays === 2 ? 2 : (reached.get(subject) ?? 0))
    }
  }
  return reached
}
