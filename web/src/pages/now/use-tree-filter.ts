import { useQuery } from '../../state/query.ts'
import { spaceStates } from '../../state/space-state.ts'
import type { TreeFilter } from './tree-filter.ts'

/** The filter that the address names, and how to change it. */
export function useTreeFilter(): [TreeFilter, (changes: Partial<TreeFilter>) => void] {
  const [query, setQuery] = useQuery()
  const filter = {
    text: query['q'] ?? '',
    function: query['function'] ?? null,
    label: query['label'] ?? null,
    state: spaceStates.find((state) => state === query['state']) ?? null,
  }
  const change = ({ text, ...rest }: Partial<TreeFilter>) =>
    setQuery({ ...rest, ...(text !== undefined && { q: text === '' ? null : text }) })
  return [filter, change]
}
