import { useMemo } from 'preact/hooks'
import type { Space } from '../../../../src/client/native-wire.ts'
import { Button } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { Notice } from '../../parts/notice.tsx'
import { useEverySecond } from '../../state/every-second.ts'
import { liveOf } from '../../state/live.ts'
import type { Portfolio } from '../../state/portfolio.ts'
import { spaceStateOf } from '../../state/space-state.ts'
import { texts } from '../../texts/texts.ts'
import { openSpaces, setOpen } from './open-spaces.ts'
import type { Scope } from './scope.ts'
import { type Filtered, filterTree } from './tree-filter.ts'
import { TreeFilters } from './tree-filters.tsx'
import { TreeRow } from './tree-row.tsx'
import { useTreeFilter } from './use-tree-filter.ts'
import './tree.css'

/** Every space of the scope in its place, with how full it is. */
export function Tree({ portfolio, scope }: { portfolio: Portfolio; scope: Scope }) {
  const words = texts.now.tree
  const [filter, change] = useTreeFilter()
  const open = openSpaces(portfolio)
  const key = JSON.stringify([scope.space?.id, filter])
  const filtered = useEverySecond(key, () =>
    filterTree(portfolio, scope, filter, ({ id, capacity }) =>
      // Only a filter by state needs to hear of every change.
      spaceStateOf(filter.state === null ? liveOf(id).peek() : liveOf(id).value, capacity),
    ),
  )
  const toggle = useMemo(
    () => (id: string) => {
      const next = new Set(openSpaces(portfolio))
      if (!next.delete(id)) next.add(id)
      setOpen(next)
    },
    [portfolio],
  )
  const parents = scope.spaces.filter(({ id }) => portfolio.children(id).length > 0)
  return (
    <Card
      title={words.title}
      class="tree-card"
      actions={
        filtered === null && (
          <>
            <Button kind="quiet" onClick={() => setOpen(new Set([...open, ...parents.map(({ id }) => id)]))}>
              {words.expandAll}
            </Button>
            <Button kind="quiet" onClick={() => setOpen(new Set())}>
              {words.collapseAll}
            </Button>
          </>
        )
      }
    >
      <TreeFilters scope={scope} filter={filter} matches={filtered?.matches.size ?? null} onChange={change} />
      {filtered?.matches.size === 0 ? (
        <Notice kind="empty" title={words.nothing} />
      ) : (
        <Branches
          spaces={scope.roots}
          level={0}
          portfolio={portfolio}
          open={open}
          filtered={filtered}
          onToggle={toggle}
        />
      )}
    </Card>
  )
}

interface BranchesProps {
  spaces: readonly Space[]
  level: number
  portfolio: Portfolio
  open: ReadonlySet<string>
  filtered: Filtered | null
  onToggle: (id: string) => void
}

function Branches({ spaces, level, portfolio, open, filtered, onToggle }: BranchesProps) {
  return (
    <ul class="tree">
      {spaces.map((space) => {
        if (filtered !== null && !filtered.shown.has(space.id)) return null
        const below = portfolio.children(space.id).filter(({ id }) => filtered?.shown.has(id) ?? true)
        // Whoever searches wants to see what was found, however deep it is.
        const isOpen = below.length === 0 ? null : filtered !== null || open.has(space.id)
        return (
          <li key={space.id}>
            <TreeRow
              space={space}
              level={level}
              isOpen={isOpen}
              isContext={filtered !== null && !filtered.matches.has(space.id)}
              onToggle={onToggle}
            />
            {isOpen === true && (
              <Branches
                spaces={below}
                level={level + 1}
                portfolio={portfolio}
                open={open}
                filtered={filtered}
                onToggle={onToggle}
              />
            )}
          </li>
        )
      })}
    </ul>
  )
}
