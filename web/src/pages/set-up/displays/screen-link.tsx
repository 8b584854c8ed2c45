import { useState } from 'preact/hooks'
import type { Display } from '../../../../../src/client/native-wire.ts'
import { createCredential } from '../../../api/access.ts'
import { texts } from '../../../texts/texts.ts'
import { FormDialog } from '../parts/form-dialog.tsx'
import { SecretDialog } from '../parts/secret-dialog.tsx'

/** Makes a link that signs one screen in, and shows it this once. */
export function ScreenLink({ display, onClose }: { display: Display; onClose: () => void }) {
  const words = texts.setUp.displays
  const [link, setLink] = useState<string | null>(null)
  const submit = async () => {
    const { client_id, client_secret } = await createCredential({
      name: words.clientName(display.name),
      permissions: ['read'],
      space_ids: [display.floor_id],
    })
    setLink(`${location.origin}/display/${display.id}#${client_id}:${client_secret}`)
    return 'stay' as const
  }
  if (link !== null) {
    return (
      <SecretDialog
        title={words.linkTitle(display.name)}
        explanation={words.linkExplanation}
        secrets={[{ label: words.linkLabel, value: link }]}
        onClose={onClose}
      />
    )
  }
  return (
    <FormDialog
      title={words.linkTitle(display.name)}
      submit={words.makeLink}
      onSubmit={submit}
      onClose={onClose}
    >
      <p class="set-up-prose">{words.linkQuestion}</p>
    </FormDialog>
  )
}
