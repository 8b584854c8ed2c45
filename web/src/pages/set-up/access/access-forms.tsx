import { useState } from 'preact/hooks'
import type { Role, Scope } from '../../../../../src/client/native-wire.ts'
import { createCredential, createToken, type Permission } from '../../../api/access.ts'
import { browserZone, localDate } from '../../../format/times.ts'
import { serverNow } from '../../../state/server-clock.ts'
import { texts } from '../../../texts/texts.ts'
import { CheckList, choicesOf, SelectField, TextField } from '../parts/fields.tsx'
import { FormDialog } from '../parts/form-dialog.tsx'
import { SpacesField } from '../parts/space-fields.tsx'
import { clientExample, endOfDay, tokenExample } from './examples.ts'
import type { Issued } from './issued.ts'

interface IssueFormProps {
  onIssued: (issued: Issued) => void
  onClose: () => void
}

/** Issues a token. */
export function TokenForm({ onIssued, onClose }: IssueFormProps) {
  const { form: words, secret, scopes: names, scopeHints } = texts.setUp.access
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<readonly Scope[]>(['read'])
  const [spaces, setSpaces] = useState<readonly string[]>([])
  const [expires, setExpires] = useState('')
  const submit = async () => {
    const { token } = await createToken({
      name: name.trim(),
      scopes,
      expires_at: expires === '' ? null : endOfDay(expires),
      ...(spaces.length > 0 && { space_ids: spaces }),
    })
    onIssued({
      title: secret.tokenTitle(name.trim()),
      secrets: [{ label: secret.token, value: token }],
      example: tokenExample(location.origin, token, scopes),
    })
  }
  return (
    <FormDialog
      title={words.createToken}
      submit={texts.setUp.common.create}
      onSubmit={submit}
      onClose={onClose}
      isReady={scopes.length > 0}
    >
      <TextField label={words.name} hint={words.nameHint} value={name} onInput={setName} required autoFocus />
      <CheckList
        legend={words.scopes}
        choices={hintedChoices(names, scopeHints)}
        chosen={scopes}
        onChange={(chosen) => setScopes(chosen as readonly Scope[])}
      />
      <SpacesField label={words.spaces} hint={words.spacesHint} chosen={spaces} onChange={setSpaces} />
      <TextField
        label={words.expires}
        hint={words.expiresHint}
        type="date"
        min={localDate(serverNow(), browserZone)}
        value={expires}
        onInput={setExpires}
      />
    </FormDialog>
  )
}

/** Issues a client credential. */
export function ClientForm({ onIssued, onClose }: IssueFormProps) {
  const { form: words, secret, permissions: names, permissionHints } = texts.setUp.access
  const { roles } = texts.setUp.users
  const [name, setName] = useState('')
  const [permissions, setPermissions] = useState<readonly Permission[]>(['read'])
  const [role, setRole] = useState('')
  const [spaces, setSpaces] = useState<readonly string[]>([])
  const submit = async () => {
    const issued = await createCredential({
      name: name.trim(),
      permissions,
      role: role === '' ? null : (role as Role),
      ...(spaces.length > 0 && { space_ids: spaces }),
    })
    onIssued({
      title: secret.clientTitle(name.trim()),
      secrets: [
        { label: secret.clientId, value: issued.client_id },
        { label: secret.clientSecret, value: issued.client_secret },
      ],
      example: clientExample(location.origin, issued),
    })
  }
  return (
    <FormDialog
      title={words.createClient}
      submit={texts.setUp.common.create}
      onSubmit={submit}
      onClose={onClose}
      isReady={permissions.length > 0}
    >
      <TextField label={words.name} hint={words.nameHint} value={name} onInput={setName} required autoFocus />
      <CheckList
        legend={words.scopes}
        choices={hintedChoices(names, permissionHints)}
        chosen={permissions}
        onChange={(chosen) => setPermissions(chosen as readonly Permission[])}
      />
      <SelectField
        label={words.role}
        hint={words.roleHint}
        value={role}
        choices={[{ value: '', name: words.noRole }, ...choicesOf(roles)]}
        onChange={setRole}
      />
      <SpacesField label={words.spaces} hint={words.spacesHint} chosen={spaces} onChange={setSpaces} />
    </FormDialog>
  )
}

function hintedChoices<Key extends string>(names: Record<Key, string>, hints: Record<Key, string>) {
  const keys = Object.keys(names) as Key[]
  return keys.map((key) => ({ value: key, name: names[key], hint: hints[key] }))
}
