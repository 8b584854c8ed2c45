import { useState } from 'preact/hooks'
import type { Space } from '../../../../../src/client/native-wire.ts'
import { deleteSpace } from '../../../api/set-up.ts'
import { Notice } from '../../../parts/notice.tsx'
import { Table } from '../../../parts/table.tsx'
import { loadPortfolio, type Portfolio, portfolio } from '../../../state/portfolio.ts'
import { texts } from '../../../texts/texts.ts'
import { AddButton } from '../parts/add-button.tsx'
import { CascadeDeleteDialog } from '../parts/cascade-delete-dialog.tsx'
import { TextField } from '../parts/fields.tsx'
import { NEW, useOpened } from '../parts/opened.ts'
import { Section } from '../parts/section.tsx'
import { kindsInWords } from './kinds-in-words.ts'
import { spaceColumns } from './space-columns.tsx'
import { SpaceForm } from './space-form.tsx'

/** Trees of more spaces begin with what is in floors folded away. */
const FOLDED_FROM = 150
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
    <Section name="spaces" needs="admin" actions={<AddButton label={words.add} onPress={() => open(NEW)} />}>
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
              columns={spaceColumns({
                tree,
                folded,
                toggle,
                open,
                isSearch: search.trim() !== '',
                onAddBelow: ({ id }) => open(`${NEW_BELOW}${id}`),
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

interface OpenedSpaceProps {
  tree: Portfolio
  opened: string | null
  onClose: () => void
}

function OpenedSpace({ tree, opened, onClose }: OpenedSpaceProps) {
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
  const inside = kindsInWords(portfolio.value?.descendants(space.id) ?? [])
  return (
    <CascadeDeleteDialog
      name={space.name}
      meaning={inside === null ? words.deleteMeaning : words.deleteInside(inside)}
      cascadeMeaning={inside === null ? words.deleteCascade : words.deleteCascadeInside(inside)}
      remove={(cascade) => deleteSpace(space.id, cascade)}
      onDone={loadPortfolio}
      onClose={onClose}
    />
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
