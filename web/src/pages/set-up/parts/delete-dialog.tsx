import { say } from '../../../parts/toast.tsx'
import { texts } from '../../../texts/texts.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'

interface DeleteDialogProps {
  /** What is deleted, as people call it. */
  name: string
  /** What deleting it means. */
  meaning: string
  remove: () => Promise<unknown>
  onDone: () => void | Promise<void>
  onClose: () => void
}

/** Deletes something that nothing else depends on. */
export function DeleteDialog({ name, meaning, remove, onDone, onClose }: DeleteDialogProps) {
  const words = texts.setUp.common
  const submit = async () => {
    await remove()
    await onDone()
    say(words.deleted(name))
  }
  return (
    <ConfirmDialog title={words.deleteTitle(name)} submit={words.delete} onConfirm={submit} onClose={onClose}>
      <p>{meaning}</p>
    </ConfirmDialog>
  )
}
