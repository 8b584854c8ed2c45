import type { Space } from '../../../../../src/client/native-wire.ts'
import { texts } from '../../../texts/texts.ts'

/** How many spaces of each kind there are, such as `2 buildings, 8 floors, 59 spaces`; `null` for none. */
export function kindsInWords(spaces: readonly Pick<Space, 'space_type'>[]): string | null {
  const { kinds } = texts.setUp.spaces
  const parts = (Object.keys(kinds) as (keyof typeof kinds)[]).flatMap((kind) => {
    const count = spaces.filter(({ space_type }) => space_type === kind).length
    return count === 0 ? [] : [kinds[kind](count)]
  })
  return parts.length === 0 ? null : parts.join(', ')
}
