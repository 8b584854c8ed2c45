import { ChevronDown, ChevronRight, Plus } from 'lucide'
import { useState } from 'preact/hooks'
import type { Space } from '../../../../../src/client/native-wire.ts'
import { deleteSpace } from '../../../api/set-up.ts'
import { formatCount } from '../../../format/numbers.ts'
import { Button } from '../../../parts/button.tsx'
import { Icon } from '../../../parts/icon.tsx'
import { Notice } from '../../../parts/notice.tsx'
import { type Column, Table } from '../../../parts/table.tsx'
import { say } from '../../../parts/toast.tsx'
import { loadPortfolio, type Portfolio, portfolio } from '../../../state/portfolio.ts'
import { texts } from '../../../texts/texts.ts'
import { CorrectCountButton } from '../correct-count.tsx'
import { DeleteDialog } from '../parts/confirm-dialog.tsx'
import { TextField } from '../parts/fields.tsx'
import { NameButton, RowActions, Section, useOpened } from '../parts/section.tsx'
import { SpaceForm } from './space-form.tsx'

/** Trees of more spaces begin with what is in floors folded away. */
const FOLDED_FROM = 150
const NEW = 'new'
const NEW_BELOW = 'new-in-'

/** The tree of spaces. */
export function SpacesSection({ opened }: { opened: string | null }) {
  const words = texts.setUp.spaces
  const { open, close } = useOpened('spaces')
  const { value: tree } = portfolio
  const [search, setSearch] = useState('')
  const [folded, setFolded] = useState(() => foldedAtFirst(tree))
  const [leaving, setLeaving] = useState<Space | null>(null)
  if (tree === undefined) return null
  const toggle = (id: string) => {
    const next = new Set(folded)
    if (!next.delete(id)) next.add(id)
    setFolded(next)
  }
  const rows = shownRows(tree, search, folded)
  return (
    <Section
      name="spaces"
      needs="admin"
      actions={
        <Button kind="primary" onClick={() => open(NEW)}>
          <Icon of={Plus} />
          {words.add}
        </Button>
      }
    >
      {tree.spaces.length === 0 ? (
        <Notice kind="empty" title={words.none} />
      ) : (
        <>
          <div class="set-up-search">
            <TextField label={words.search} value={search} onInput={setSearch} />
          </div>
          {rows.length === 0 ? (
            <Notice kind="empty" title={words.noneFound} />
          ) : (
            <Table
              caption={words.caption}
              rows={rows}
              rowKey={({ id }) => id}
              columns={columnsOf({
                tree,
                folded,
                toggle,
                open,
                isSearch: search !== '',
                onDelete: setLeaving,
              })}
            />
          )}
        </>
      )}
      <OpenedSpace tree={tree} opened={opened} onClose={close} />
      {leaving !== null && <DeleteSpace space={leaving} onClose={() => setLeaving(null)} />}
    </Section>
  )
}

function OpenedSpace({
  tree,
  opened,
  onClose,
}: {
  tree: Portfolio
  opened: string | null
  onClose: () => void
}) {
  if (opened === null) return null
  if (opened === NEW) return <SpaceForm key={opened} onClose={onClose} />
  if (opened.startsWith(NEW_BELOW)) {
    return <SpaceForm key={opened} parent={tree.space(opened.slice(NEW_BELOW.length))} onClose={onClose} />
  }
  const space = tree.space(opened)
  return space === undefined ? null : <SpaceForm key={opened} space={space} onClose={onClose} />
}

function DeleteSpace({ space, onClose }: { space: Space; onClose: () => void }) {
  const words = texts.setUp.spaces
  return (
    <DeleteDialog
      name={space.name}
      meaning={words.deleteMeaning}
      cascadeMeaning={words.deleteCascade}
      remove={(cascade) => deleteSpace(space.id, cascade)}
      onDone={async () => {
        await loadPortfolio()
        say(texts.setUp.common.deleted(space.name))
      }}
      onClose={onClose}
    />
  )
}

interface Tools {
  readonly tree: Portfolio
  readonly folded: ReadonlySet<string>
  readonly isSearch: boolean
  toggle: (id: string) => void
  open: (what: string) => void
  onDelete: (space: Space) => void
}

function columnsOf(tools: Tools): readonly Column<Space>[] {
  const { columns, counting, statuses, addBelow } = texts.setUp.spaces
  const { open, onDelete } = tools
  return [
    { key: 'name', title: columns.name, cell: (space) => <NameInTree space={space} tools={tools} /> },
    { key: 'type', title: columns.type, cell: ({ space_type }) => texts.common.spaceTypes[space_type] },
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
    {
      key: 'actions',
      title: texts.setUp.common.actions,
      numeric: true,
      cell: (space) => (
        <RowActions name={space.name} onEdit={() => open(space.id)} onDelete={() => onDelete(space)}>
          {space.counting_mode === 'entry' && <CorrectCountButton space={space} asIcon />}
          <button
            type="button"
            class="icon-button"
            aria-label={addBelow(space.name)}
            title={addBelow(space.name)}
            onClick={() => open(`${NEW_BELOW}${space.id}`)}
          >
            <Icon of={Plus} />
          </button>
        </RowActions>
      ),
    },
  ]
}

function NameInTree({ space, tools }: { space: Space; tools: Tools }) {
  const { tree, folded, toggle, isSearch, open } = tools
  const words = texts.setUp.spaces
  const depth = isSearch ? 0 : tree.ancestors(space.id).length
  const isParent = !isSearch && tree.children(space.id).length > 0
  const isFolded = folded.has(space.id)
  return (
    <span class="set-up-tree-name" style={{ paddingInlineStart: `${depth * 20}px` }}>
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

function foldedAtFirst(tree: Portfolio | undefined): ReadonlySet<string> {
  if (tree === undefined || tree.spaces.length < FOLDED_FROM) return new Set()
  return new Set(tree.spaces.filter(({ space_type }) => space_type === 'floor').map(({ id }) => id))
}

function shownRows(tree: Portfolio, search: string, folded: ReadonlySet<string>): readonly Space[] {
  const text = search.trim().toLowerCase()
  if (text !== '') return tree.spaces.filter(({ name }) => name.toLowerCase().includes(text))
  return tree.spaces.filter(({ id }) => !tree.ancestors(id).some((above) => folded.has(above.id)))
}
