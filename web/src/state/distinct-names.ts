import type { Space } from '../../../src/client/native-wire.ts'
import type { Portfolio } from './portfolio.ts'

type Tree = Pick<Portfolio, 'spaces' | 'ancestors'>
/** Answers what is added to the name of a space, from near to far. */
type Addition = (above: readonly Space[]) => readonly string[]

const ofType = (above: readonly Space[], ...types: readonly string[]) =>
  above.filter(({ space_type }) => types.includes(space_type)).map(({ name }) => name)

/** What can tell spaces of one name apart, the first that does is taken. */
const additions: readonly Addition[] = [
  () => [],
  (above) => ofType(above, 'building'),
  (above) => ofType(above, 'floor'),
  (above) => ofType(above, 'floor', 'building'),
  (above) => above.map(({ name }) => name),
]

/** By id what to call each space where nothing else says where it is, such as `Ground Floor, Whitman Library`. */
export function distinctNames(tree: Tree): ReadonlyMap<string, string> {
  const byName = new Map<string, Space[]>()
  for (const space of tree.spaces) {
    const key = folded(space.name)
    byName.set(key, [...(byName.get(key) ?? []), space])
  }
  return new Map([...byName.values()].flatMap((alike) => apart(alike, tree)))
}

/** As people compare names: without capitals or spaces around. */
function folded(name: string): string {
  return name.trim().toLocaleLowerCase()
}

function apart(alike: readonly Space[], tree: Tree): readonly (readonly [string, string])[] {
  const above = alike.map(({ id }) => tree.ancestors(id).toReversed())
  const named = additions.map((addition) =>
    alike.map(({ name }, index) => [name.trim(), ...addition(above[index] ?? [])].join(', ')),
  )
  // Those that nothing tells apart are at least called by all that is known of where they are.
  const names =
    named.find((candidates) => new Set(candidates.map(folded)).size === alike.length) ?? named.at(-1) ?? []
  return alike.map(({ id, name }, index) => [id, names[index] ?? name])
}
