import type { Portfolio } from '../../state/portfolio.ts'

/** Something to choose by name. */
export interface Named {
  readonly id: string
  readonly name: string
}

/** What the filters offer: only what some space has. */
interface Choices {
  readonly buildings: readonly Named[]
  /** Of the building, where one is chosen. */
  readonly floors: readonly Named[]
  readonly functions: readonly Named[]
  readonly labels: readonly Named[]
}

/** What the spaces of a portfolio can be filtered by. Floors of different buildings say which. */
export function choicesOf(
  portfolio: Portfolio,
  building: string | null,
  functionNames: Readonly<Record<string, string>>,
): Choices {
  const { spaces } = portfolio
  const inside = building === null ? spaces : portfolio.descendants(building)
  const buildingOf = (id: string) =>
    portfolio.ancestors(id).find(({ space_type }) => space_type === 'building')?.name
  const leaves = spaces.filter(({ space_type }) => space_type === 'space')
  const functions = leaves.flatMap(({ function: key }) => key ?? [])
  return {
    buildings: spaces.filter(({ space_type }) => space_type === 'building'),
    floors: inside
      .filter(({ space_type }) => space_type === 'floor')
      .map(({ id, name }) => ({
        id,
        name: building === null ? [buildingOf(id), name].filter(Boolean).join(', ') : name,
      })),
    functions: byName([...new Set(functions)].map((id) => ({ id, name: functionNames[id] ?? id }))),
    labels: byName([
      ...new Map(leaves.flatMap(({ labels }) => labels.map((label) => [label.id, label]))).values(),
    ]),
  }
}

function byName(choices: readonly Named[]): readonly Named[] {
  return choices.toSorted((a, b) => a.name.localeCompare(b.name))
}
