import { ChevronDown, ChevronRight, Plus } from 'lucide'
import type { Space } from '../../../../../src/client/native-wire.ts'
import { formatCount } from '../../../format/numbers.ts'
import { Icon } from '../../../parts/icon.tsx'
import type { Column } from '../../../parts/table.tsx'
import { countsPeople, type Portfolio } from '../../../state/portfolio.ts'
import { texts } from '../../../texts/texts.ts'
import { CorrectCountButton } from '../../corrections/correct-count-button.tsx'
import { actionsColumn } from '../parts/columns.ts'
import { NameButton, RowActions, RowButton } from '../parts/row-actions.tsx'

interface TreeTools {
  readonly tree: Portfolio
  /** Ids of the spaces that do not show what is in them. */
  readonly folded: ReadonlySet<string>
  /** Whether the rows are found by their names, wherever they are in the tree. */
  readonly isSearch: boolean
  readonly toggle: (id: string) => void
  readonly open: (what: string) => void
  readonly onAddBelow: (space: Space) => void
  readonly onDelete: (space: Space) => void
}

/** The columns of the tree of spaces. */
export function spaceColumns(tools: TreeTools): readonly Column<Space>[] {
  const { columns, counting, statuses, addBelow } = texts.setUp.spaces
  const { open, onAddBelow, onDelete } = tools
  return [
    { key: 'name', title: columns.name, cell: (space) => <NameInTree space={space} tools={tools} /> },
    {
      key: 'type',
      isSecondary: true,
      title: columns.type,
      cell: ({ space_type }) => texts.common.spaceTypes[space_type],
    },
    {
      key: 'capacity',
      isSecondary: true,
      title: columns.capacity,
      numeric: true,
      cell: ({ capacity }) => formatCount(capacity),
    },
    {
      key: 'function',
      isSecondary: true,
      title: columns.function,
      cell: ({ function: name }) => (name === null ? '' : (texts.functions[name] ?? name)),
    },
    {
      key: 'counting',
      isSecondary: true,
      title: columns.counting,
      cell: ({ counting_mode: mode }) => (mode === null ? '' : counting[mode]),
    },
    { key: 'status', isSecondary: true, title: columns.status, cell: ({ status }) => statuses[status] },
    {
      key: 'labels',
      isSecondary: true,
      title: columns.labels,
      cell: ({ labels }) => labels.map(({ name }) => name).join(', '),
    },
    actionsColumn((space) => (
      <RowActions name={space.name} onEdit={() => open(space.id)} onDelete={() => onDelete(space)}>
        {countsPeople(space) && <CorrectCountButton space={space} asIcon />}
        <RowButton icon={Plus} label={addBelow(space.name)} onPress={() => onAddBelow(space)} />
      </RowActions>
    )),
  ]
}

function NameInTree({ space, tools }: { space: Space; tools: TreeTools }) {
  const { tree, folded, toggle, isSearch, open } = tools
  const words = texts.setUp.spaces
  const depth = isSearch ? 0 : tree.ancestors(space.id).length
  const isParent = !isSearch && tree.children(space.id).length > 0
  const isFolded = folded.has(space.id)
  return (
    <span class="set-up-tree-name" style={{ '--depth': depth }}>
      {isParent ? (
        <button
          type="button"
          class="icon-button"
          aria-expanded={!isFolded}
          aria-label={isFolded ? words.open(space.name) : words.shut(space.name)}
          onClick={() => toggle(space.id)}
        >
          <Icon of={isFolded ? ChevronRight : ChevronDown} />
        </button>
      ) : (
        <span class="set-up-tree-leaf" />
      )}
      <NameButton name={space.name} onPress={() => open(space.id)} />
    </span>
  )
}
