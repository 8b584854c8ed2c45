import type { Portfolio } from '../domain/portfolio/portfolio.ts'
import type { Space, SpaceKey } from '../domain/portfolio/space.ts'
import { type SubjectKey, sensorSubject, spaceSubject } from '../domain/portfolio/subject.ts'
import { forgetCorrectionsOfSpaces } from './correction-removal.ts'
import { describeSpace } from './descriptions.ts'
import { removeDisplaysOf } from './display-changes.ts'
import { closeSides } from './doorway-changes.ts'
import { subjectsOfDoorway } from './doorway-links.ts'
import { unlabelSpaces } from './label-changes.ts'
import type { PortfolioDraft } from './portfolio-draft.ts'
import { uncoverSpaces } from './sensor-changes.ts'
import { removeSitesOf } from './site-changes.ts'

/**
 * Removes spaces, which must include all below them: labels come off, sensors stay and stop covering them,
 * doorways lose those sides (and go when none is left), displays of those floors go, sites are published no more.
 */
export function removeSpaces(draft: PortfolioDraft, spaces: readonly Space[]): void {
  const gone: ReadonlySet<SpaceKey> = new Set(spaces.map(({ key }) => key))
  removeDisplaysOf(draft, gone)
  removeSitesOf(draft, gone)
  unlabelSpaces(draft, gone)
  uncoverSpaces(draft, gone)
  forgetCorrectionsOfSpaces(draft, gone)
  closeSides(draft, gone)
  const described = spaces.map((space) => ({ space, was: describeSpace(draft, space) }))
  for (const { space, was } of described) {
    draft.record('space.delete', space.id, was, null)
    draft.spaces.remove(space.key)
  }
}

/** Everything whose readings say something about a space: its sensors, its doorways, and its resets. */
export function subjectsAbout(portfolio: Portfolio, space: SpaceKey): readonly SubjectKey[] {
  return [
    spaceSubject(space),
    ...portfolio.sensorsOver(space).map(({ key }) => sensorSubject(key)),
    ...portfolio.doorwaysOf(space).flatMap(subjectsOfDoorway),
  ]
}
