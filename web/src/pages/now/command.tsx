import { useState } from 'preact/hooks'
import { Button } from '../../parts/button.tsx'
import { texts } from '../../texts/texts.ts'
import './command.css'

const SHOWN_MS = 2_000

/** Something to type into a terminal or a file, with a button that copies it. */
export function Command({ what, text }: { what: string; text: string }) {
  const [isCopied, setCopied] = useState(false)
  const copy = async () => {
    // Pages served without TLS have no clipboard; the text can still be selected.
    await navigator.clipboard?.writeText(text)
    setCopied(navigator.clipboard !== undefined)
    setTimeout(() => setCopied(false), SHOWN_MS)
  }
  return (
    <div class="command">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse must be able to scroll it. */}
      <pre tabIndex={0}>
        <code>{text}</code>
      </pre>
      <Button
        aria-label={texts.now.copyCommand(what)}
        onClick={() => void copy().catch(() => setCopied(false))}
      >
        <span aria-live="polite">{isCopied ? texts.now.copied : texts.now.copy}</span>
      </Button>
    </div>
  )
}
