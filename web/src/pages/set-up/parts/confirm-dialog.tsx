import type { ComponentChildren } from 'preact'
import { FormDialog } from './form-dialog.tsx'

interface ConfirmDialogProps {
  title: string
  submit: string
  onConfirm: () => Promise<void>
  onClose: () => void
  children: ComponentChildren
}

/** Asks before something that cannot be undone. */
export function ConfirmDialog({ title, submit, onConfirm, onClose, children }: ConfirmDialogProps) {
  return (
    <FormDialog title={title} submit={submit} kind="danger" onSubmit={onConfirm} onClose={onClose}>
      <div class="set-up-prose">{children}</div>
    </FormDialog>
  )
}
