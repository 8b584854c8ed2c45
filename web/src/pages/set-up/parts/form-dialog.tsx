import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { Button } from '../../../parts/button.tsx'
import { Dialog } from '../../../parts/dialog.tsx'
import { texts } from '../../../texts/texts.ts'
import { messageOf } from './message-of.ts'

interface FormDialogProps {
  title: string
  /** What the button that does it says. */
  submit: string
  kind?: 'primary' | 'danger'
  /**
   * Does it. What it rejects with is shown in the form, which stays as it is then, as it does once this resolves to
   * `stay`.
   */
  onSubmit: () => Promise<unknown>
  onClose: () => void
  /** Whether it can be sent as it is. */
  isReady?: boolean
  wide?: boolean
  /** Stands below the form and is no part of it. */
  below?: ComponentChildren
  children: ComponentChildren
}

/** A dialog with a form: busy while it works, closed once it is done, open with the server’s own words if not. */
export function FormDialog(props: FormDialogProps) {
  const {
    title,
    submit,
    kind = 'primary',
    onSubmit,
    onClose,
    isReady = true,
    wide = false,
    below,
    children,
  } = props
  const [error, setError] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const send = async (event: Event) => {
    event.preventDefault()
    if (!isReady) return
    setBusy(true)
    setError(null)
    try {
      if ((await onSubmit()) === 'stay') setBusy(false)
      else onClose()
    } catch (caught) {
      setError(messageOf(caught))
      setBusy(false)
    }
  }
  return (
    <Dialog title={title} onClose={onClose} wide={wide}>
      <form class="form" onSubmit={send}>
        {children}
        {error !== null && (
          <p class="set-up-refusal" role="alert">
            {error}
          </p>
        )}
        <div class="form-actions">
          <Button kind="quiet" onClick={onClose}>
            {texts.common.cancel}
          </Button>
          <Button kind={kind} type="submit" busy={isBusy} disabled={!isReady}>
            {submit}
          </Button>
        </div>
      </form>
      {below}
    </Dialog>
  )
}
