import type { Space } from '../../../../src/client/native-wire.ts'
import { formatCount } from '../../format/numbers.ts'
import type { LiveSpace } from '../../state/live.ts'
import { knownCount, spaceStateOf } from '../../state/space-state.ts'
import { texts } from '../../texts/texts.ts'

/** A space and how it is, in words. */
export function spaceSays({ name, capacity }: Space, live: LiveSpace | undefined): string {
  const count = knownCount(live)
  const people =
    capacity === null
      ? texts.floor.people(count)
      : texts.floor.peopleOf(formatCount(count), formatCount(capacity))
  return texts.floor.spaceSays(name, people, texts.common.states[spaceStateOf(live, capacity)])
}
