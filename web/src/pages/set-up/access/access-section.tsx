import { useState } from 'preact/hooks'
import {
  type Credential,
  credentials,
  revokeCredential,
  revokeToken,
  type Token,
  tokens,
} from '../../../api/access.ts'
import { AnswerView } from '../../../parts/notice.tsx'
import { say } from '../../../parts/toast.tsx'
import { useAnswer } from '../../../state/answer.ts'
import { serverNow } from '../../../state/server-clock.ts'
import { session } from '../../../state/session.ts'
import { texts } from '../../../texts/texts.ts'
import { AddButton } from '../parts/add-button.tsx'
import { ConfirmDialog } from '../parts/confirm-dialog.tsx'
import { NEW, useOpened } from '../parts/opened.ts'
import { SecretDialog } from '../parts/secret-dialog.tsx'
import { Section } from '../parts/section.tsx'
import { ClientForm, TokenForm } from './access-forms.tsx'
import { ClientsTable, TokensTable } from './access-tables.tsx'
import type { Issued } from './issued.ts'
import { type RevokeWarning, revokeWarnings } from './revoke-warnings.ts'

const NEW_CLIENT = 'new-client'

/** Tokens and client credentials. */
export function AccessSection({ opened }: { opened: string | null }) {
  const { addToken, addClient } = texts.setUp.access
  const { open } = useOpened('tokens')
  return (
    <Section
      name="tokens"
      needs="admin"
      actions={
        <>
          <AddButton kind="plain" label={addClient} onPress={() => open(NEW_CLIENT)} />
          <AddButton label={addToken} onPress={() => open(NEW)} />
        </>
      }
    >
      <AccessLists opened={opened} />
    </Section>
  )
}

function AccessLists({ opened }: { opened: string | null }) {
  const words = texts.setUp.access
  const { close } = useOpened('tokens')
  const [issued, setIssued] = useState<Issued | null>(null)
  const [token, setToken] = useState<Token | null>(null)
  const [client, setClient] = useState<Credential | null>(null)
  const tokensAnswer = useAnswer('tokens', tokens)
  const clientsAnswer = useAnswer('clients', credentials)
  const show = (retry: () => void) => (fresh: Issued) => {
    setIssued(fresh)
    retry()
  }
  return (
    <>
      <h3>{words.tokens}</h3>
      <p class="card-definition">{words.tokensLead}</p>
      <AnswerView answer={tokensAnswer}>
        {(value) => <TokensTable tokens={value} onRevoke={setToken} />}
      </AnswerView>
      <div class="set-up-second">
        <h3>{words.clients}</h3>
        <p class="card-definition">{words.clientsLead}</p>
        <AnswerView answer={clientsAnswer}>
          {(value) => <ClientsTable clients={value} onRevoke={setClient} />}
        </AnswerView>
      </div>
      {opened === NEW && <TokenForm onIssued={show(tokensAnswer.retry)} onClose={close} />}
      {opened === NEW_CLIENT && <ClientForm onIssued={show(clientsAnswer.retry)} onClose={close} />}
      {issued !== null && (
        <SecretDialog {...issued} explanation={words.secret.explanation} onClose={() => setIssued(null)} />
      )}
      {token !== null && (
        <RevokeDialog
          name={token.name}
          warnings={revokeWarnings(token, tokensAnswer.value ?? [], session.value?.name, serverNow())}
          revoke={() => revokeToken(token.id)}
          onDone={tokensAnswer.retry}
          onClose={() => setToken(null)}
        />
      )}
      {client !== null && (
        <RevokeDialog
          name={client.name}
          warnings={[]}
          revoke={() => revokeCredential(client.client_id)}
          onDone={clientsAnswer.retry}
          onClose={() => setClient(null)}
        />
      )}
    </>
  )
}

interface RevokeDialogProps {
  name: string
  warnings: readonly RevokeWarning[]
  revoke: () => Promise<unknown>
  onDone: () => void
  onClose: () => void
}

function RevokeDialog({ name, warnings, revoke, onDone, onClose }: RevokeDialogProps) {
  const words = texts.setUp.access
  const submit = async () => {
    await revoke()
    onDone()
    say(words.revoked(name))
  }
  return (
    <ConfirmDialog title={words.revokeTitle(name)} submit={words.revoke} onConfirm={submit} onClose={onClose}>
      <p>{words.revokeMeaning}</p>
      {warnings.map((warning) => (
        <p key={warning} class="set-up-warning">
          {words[warning]}
        </p>
      ))}
    </ConfirmDialog>
  )
}
