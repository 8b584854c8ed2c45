import { Pencil, Trash2 } from 'lucide'
import type { ComponentChildren } from 'preact'
import { useLocation } from 'preact-iso'
import { Icon } from '../../../parts/icon.tsx'
import { Notice } from '../../../parts/notice.tsx'
import { may } from '../../../state/session.ts'
import { texts } from '../../../texts/texts.ts'
import type { SectionName } from '../sections.ts'

interface SectionProps {
  name: SectionName
  /** The scope that what is in it needs. */
  needs: 'admin' | 'write' | 'ingest'
  actions?: ComponentChildren
  children: ComponentChildren
}

/** One part of the set-up: what it is about, and what it holds, or why it is closed. */
export function Section({ name, needs, actions, children }: SectionProps) {
  const { title, lead } = texts.setUp.sections[name]
  const isOpen = may(needs)
  return (
    <div class="set-up-section card">
      <header class="set-up-section-header">
        <div>
          <h2>{title}</h2>
          <p class="card-definition">{lead}</p>
        </div>
        {isOpen && actions !== undefined && <div class="row">{actions}</div>}
      </header>
      {isOpen ? (
        children
      ) : (
        <Notice kind="forbidden" title={texts.common.forbidden}>
          <p>{texts.setUp.common.needs(needs)}</p>
        </Notice>
      )}
    </div>
  )
}

/** How to open and close what has an address below its section, such as `/set-up/spaces/new`. */
export function useOpened(section: SectionName): {
  open: (what: string) => void
  close: () => void
} {
  const { route } = useLocation()
  return {
    open: (what) => route(`/set-up/${section}/${encodeURIComponent(what)}`),
    close: () => route(`/set-up/${section}`),
  }
}

/** A name in a table that opens what it names. */
export function NameButton({ name, onPress }: { name: string; onPress: () => void }) {
  return (
    <button type="button" class="set-up-name" onClick={onPress}>
      {name}
    </button>
  )
}

interface RowActionsProps {
  name: string
  onEdit?: () => void
  onDelete?: () => void
  children?: ComponentChildren
}

/** What can be done to one row. */
export function RowActions({ name, onEdit, onDelete, children }: RowActionsProps) {
  const { editOne, deleteOne } = texts.setUp.common
  return (
    <span class="set-up-actions">
      {children}
      {onEdit !== undefined && (
        <button
          type="button"
          class="icon-button"
          aria-label={editOne(name)}
          title={editOne(name)}
          onClick={onEdit}
        >
          <Icon of={Pencil} />
        </button>
      )}
      {onDelete !== undefined && (
        <button
          type="button"
          class="icon-button"
          aria-label={deleteOne(name)}
          title={deleteOne(name)}
          onClick={onDelete}
        >
          <Icon of={Trash2} />
        </button>
      )}
    </span>
  )
}
