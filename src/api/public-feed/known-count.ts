import type { Space } from '../../domain/portfolio/space.ts'
import type { Live } from '../../live/live.ts'

/** How many people are in a space now, to be asked after `live.settled()`; `null` while that is not known. */
export function knownCount(live: Live, { organization, key }: Space): number | null {
  const { count, isKnown } = live.state(organization, key)
  return isKnown ? count : null
}
