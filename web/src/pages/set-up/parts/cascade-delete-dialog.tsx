import { useState } from 'preact/hooks'
import { say } from '../../../parts/toast.tsx'
import { texts } from '../../../texts/texts.ts'
import { TextField } from './fields.tsx'
import { FormDialog } from './form-dialog.tsx'
import { isConflict } from './message-of.ts'

interface CascadeDeleteDialogProps {
  /** What is deleted, as people call it. */
  name: string
  /** What deleting it means. */
  meaning: string
  /** What goes along when it is deleted with everything. */
  cascadeMeaning: string
  remove: (cascade: boolean) => Promise<unknown>
  onDone: () => Promise<void>
  onClose: () => void
}

/**
 * Deletes something that others may depend on. Should the server refuse because of those, it offers to delete them as
 * well, to whoever types the name.
 */
export function CascadeDeleteDialog(props: CascadeDeleteDialogProps) {
  const { name, meaning, cascadeMeaning, remove, onDone, onClose } = props
  const words = texts.setUp.common
  const [isRefused, setRefused] = useState(false)
  const [typed, setTyped] = useState('')
  const submit = async () => {
    try {
      await remove(isRefused)
    } catch (error) {
      if (isRefused || !isConflict(error)) throw error
      setRefused(true)
      return 'stay'
    }
    await onDone()
    say(words.deleted(name))
    return undefined
  }
  return (
    <FormDialog
      title={words.deleteTitle(name)}
      submit={isRefused ? words.deleteAll : words.delete}
      kind="danger"
      isReady={!isRefused || typed.trim() === name.trim()}
      onSubmit={submit}
      onClose={onClose}
    >
      <p class="set-up-prose">{isRefused ? cascadeMeaning : meaning}</p>
      {isRefused && <TextField label={words.typeName(name)} value={typed} onInput={setTyped} autoFocus />}
    </FormDialog>
  )
}
