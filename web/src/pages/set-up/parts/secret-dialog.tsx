import { Check, Copy } from 'lucide'
import { useRef, useState } from 'preact/hooks'
import { Button } from '../../../parts/button.tsx'
import { Dialog } from '../../../parts/dialog.tsx'
import { Icon } from '../../../parts/icon.tsx'
import { say } from '../../../parts/toast.tsx'
import { texts } from '../../../texts/texts.ts'
import { copyText } from './copy-text.ts'

/** Something to be copied, and what it is. */
export interface Secret {
  readonly label: string
  readonly value: string
}

interface SecretDialogProps {
  title: string
  explanation: string
  secrets: readonly Secret[]
  /** A call that uses them. */
  example?: string
  onClose: () => void
}

/** Shows what is shown once. It closes by its own button alone, so that nobody loses it by a stray press. */
export function SecretDialog({ title, explanation, secrets, example, onClose }: SecretDialogProps) {
  const words = texts.setUp.common
  const [isKept, setKept] = useState(false)
  const close = () => {
    if (isKept) onClose()
    else say(words.keepFirst, 'failed')
  }
  return (
    <Dialog title={title} onClose={close} wide>
      <div class="form">
        <p class="set-up-prose">{explanation}</p>
        {secrets.map(({ label, value }) => (
          <Copyable key={label} label={label} value={value} onCopied={() => setKept(true)} />
        ))}
        {example !== undefined && (
          <Copyable label={words.tryIt} value={example} onCopied={() => setKept(true)} />
        )}
        <label class="field-check">
          <input type="checkbox" checked={isKept} onChange={() => setKept(!isKept)} />
          {words.isKept}
        </label>
        <div class="form-actions">
          <Button kind="primary" disabled={!isKept} onClick={onClose}>
            {texts.common.close}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

interface CopyableProps extends Secret {
  onCopied: () => void
}

function Copyable({ label, value, onCopied }: CopyableProps) {
  const words = texts.setUp.common
  const [isCopied, setCopied] = useState(false)
  const shown = useRef<HTMLPreElement>(null)
  const copy = async () => {
    if (await copyText(value, shown.current)) {
      setCopied(true)
      onCopied()
    } else {
      say(words.copyFailed, 'failed')
    }
  }
  return (
    <div class="set-up-secret">
      <p class="field-label">{label}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse must be able to scroll it. */}
      <pre ref={shown} tabIndex={0}>
        {value}
      </pre>
      <Button onClick={copy}>
        <Icon of={isCopied ? Check : Copy} />
        {isCopied ? words.copied : words.copy}
        <span class="visually-hidden"> {label}</span>
      </Button>
    </div>
  )
}
