import { type IconNode, Pencil, Trash2 } from 'lucide'
import type { ComponentChildren } from 'preact'
import { Icon } from '../../../parts/icon.tsx'
import { texts } from '../../../texts/texts.ts'

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
  onEdit: () => void
  onDelete: () => void
  /** What else can be done to it. */
  children?: ComponentChildren
}

/** What can be done to one row. */
export function RowActions({ name, onEdit, onDelete, children }: RowActionsProps) {
  const { editOne, deleteOne } = texts.setUp.common
  return (
    <span class="set-up-actions">
      {children}
      <RowButton icon={Pencil} label={editOne(name)} onPress={onEdit} />
      <RowButton icon={Trash2} label={deleteOne(name)} onPress={onDelete} />
    </span>
  )
}

interface RowButtonProps {
  icon: IconNode
  /** Shown when pointed at, and read to who cannot see the icon. */
  label: string
  onPress: () => void
}

/** Does something to one row. */
export function RowButton({ icon, label, onPress }: RowButtonProps) {
  return (
    <button type="button" class="icon-button" aria-label={label} title={label} onClick={onPress}>
      <Icon of={icon} />
    </button>
  )
}
