import { useEffect, useState } from 'preact/hooks'
import { HeadcountError } from '../../../../src/client/headcount-error.ts'
import { signIn } from '../../api/session.ts'
import { Button } from '../../parts/button.tsx'
import { Field } from '../../parts/field.tsx'
import { texts } from '../../texts/texts.ts'
import './sign-in.css'

/** Asks for a token. Whoever has signed in goes on to the page that they wanted. */
export function SignIn() {
  const words = texts.signIn
  const [token, setToken] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  useEffect(() => {
    document.title = `${words.title} · Headcount`
  }, [words.title])
  const submit = async (event: Event) => {
    event.preventDefault()
    setBusy(true)
    setError(null)
    try {
      await signIn(token.trim())
    } catch (caught) {
      setError(messageOf(caught))
      setBusy(false)
    }
  }
  return (
    <main class="sign-in">
      <form class="sign-in-card form" onSubmit={submit}>
        <div class="sign-in-brand">
          <img src="/favicon.svg" alt="" width="44" height="44" />
          <h1>Headcount</h1>
          <p class="muted">{words.lead}</p>
        </div>
        <Field label={words.token} hint={words.hint} error={error}>
          {(attributes) => (
            <input
              {...attributes}
              type="password"
              name="token"
              autocomplete="current-password"
              spellcheck={false}
              required
              value={token}
              onInput={({ currentTarget }) => setToken(currentTarget.value)}
            />
          )}
        </Field>
        <Button kind="primary" type="submit" busy={isBusy}>
          {words.submit}
        </Button>
        <p class="muted small">{words.remember}</p>
      </form>
    </main>
  )
}

function messageOf(error: unknown): string {
  if (!(error instanceof HeadcountError)) return String(error)
  if (error.status === 401) return texts.signIn.refused
  return error.status === null ? texts.signIn.unreachable : error.detail
}
