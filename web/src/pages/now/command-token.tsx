import { effect, signal } from '@preact/signals'
import { useState } from 'preact/hooks'
import { createToken } from '../../api/access.ts'
import { Button } from '../../parts/button.tsx'
import { say } from '../../parts/toast.tsx'
import { may, session } from '../../state/session.ts'
import { texts } from '../../texts/texts.ts'
import type { CommandTarget } from './first-reading.ts'

/** The token that was made for commands, until the page is loaded again: nobody else is told its secret. */
const made = signal<string | null>(null)
effect(() => {
  if (session.value === null) made.value = null
})

/** This server, with the token that was made for commands; without one, with a word in its place. */
export function commandTarget(): CommandTarget {
  return { origin: location.origin, token: made.value ?? 'TOKEN' }
}

/** Says what commands need, and fills in a token that this person may make. */
export function TokenFiller() {
  const words = texts.now.firstRun
  const [isBusy, setBusy] = useState(false)
  const fill = async () => {
    setBusy(true)
    try {
      const scopes = ['read', 'write', 'ingest', 'admin'] as const
      made.value = (await createToken({ name: words.tokenName, scopes })).token
    } catch (error) {
      say(error instanceof Error ? error.message : String(error), 'failed')
    } finally {
      setBusy(false)
    }
  }
  if (made.value !== null) return <p class="muted small">{words.filled(words.tokenName)}</p>
  return (
    <p class="muted small">
      {words.tokenText}{' '}
      {may('admin') && (
        <Button busy={isBusy} onClick={() => void fill()}>
          {words.fillToken}
        </Button>
      )}
    </p>
  )
}
