import { conflict } from '../domain/errors.ts'
import { spaceSubject } from '../domain/portfolio/subject.ts'
import type { Author } from './author.ts'
import type { PortfolioKeeper, PortfolioKeeperOptions } from './portfolio-keeper.ts'
import { refuseWithReadings } from './readings-kept.ts'
import { spaceNamed } from './space-changes.ts'
import { removeSpaces, subjectsAbout } from './space-removal.ts'

/** Removes a space, with `cascade` also what is in it and what was read there; see `PortfolioService`. */
export async function deleteSpace(
  keeper: PortfolioKeeper,
  { readings, rollups, plans }: Pick<PortfolioKeeperOptions, 'readings' | 'rollups' | 'plans'>,
  author: Author,
  id: string,
  cascade: boolean,
): Promise<void> {
  const keys = await keeper.change(author, 0, async (draft, before) => {
    const space = spaceNamed(draft, id)
    const below = before.descendants(space.key)
    if (!cascade) {
      if (below.length > 0) {
        throw conflict(
          'has_children',
          `Space ${id} has spaces in it. Delete it with ?cascade=true if they may go.`,
        )
      }
      await refuseWithReadings(readings, `Space ${id}`, subjectsAbout(before, space.key))
    }
    removeSpaces(draft, [...below, space])
    return [...below, space].map(({ key }) => key)
  })
  // After the write: a crash in between leaves rows of spaces that are gone, which nobody asks for.
  await readings.remove(author.organization, keys.map(spaceSubject), author.actor)
  await rollups.remove(keys)
  await plans.removeSpaces(author.organization, keys)
}
