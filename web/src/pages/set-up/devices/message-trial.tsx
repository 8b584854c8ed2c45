import { useState } from 'preact/hooks'
import { type MessagePreview, mappings, previewMessage } from '../../../api/devices.ts'
import { Button } from '../../../parts/button.tsx'
import { Field } from '../../../parts/field.tsx'
import { useAnswer } from '../../../state/answer.ts'
import { texts } from '../../../texts/texts.ts'
import { SelectField, TextField } from '../parts/fields.tsx'
import { messageOf } from '../parts/message-of.ts'
import { MessageResult } from './message-result.tsx'

const AUTOMATIC = 'auto'

/** Shows what a pasted message would become. */
export function MessageTrial() {
  const words = texts.setUp.devices.try
  const [text, setText] = useState('')
  const [topic, setTopic] = useState('')
  const [mapping, setMapping] = useState(AUTOMATIC)
  const [error, setError] = useState<string | null>(null)
  const [preview, setPreview] = useState<MessagePreview | null>(null)
  const [isBusy, setBusy] = useState(false)
  const read = async () => {
    setBusy(true)
    setError(null)
    try {
      setPreview(await previewMessage(mapping, JSON.parse(text), topic.trim()))
    } catch (caught) {
      setPreview(null)
      setError(notJson(text) ?? messageOf(caught))
    }
    setBusy(false)
  }
  const submit = (event: Event) => {
    event.preventDefault()
    void read()
  }
  return (
    <section class="devices-trial" aria-labelledby="devices-trial">
      <h3 id="devices-trial">{words.title}</h3>
      <p class="set-up-prose">{words.explanation}</p>
      <form class="form" onSubmit={submit}>
        <Field label={words.message} error={error}>
          {(attributes) => (
            <textarea
              {...attributes}
              class="devices-message"
              rows={8}
              required
              spellcheck={false}
              placeholder={words.placeholder}
              value={text}
              onInput={({ currentTarget }) => setText(currentTarget.value)}
            />
          )}
        </Field>
        <MappingChoice mapping={mapping} onChange={setMapping} />
        <TextField label={words.topic} hint={words.topicHint} value={topic} onInput={setTopic} />
        <div class="form-actions">
          <Button kind="primary" type="submit" busy={isBusy}>
            {words.submit}
          </Button>
        </div>
      </form>
      {preview !== null && <MessageResult preview={preview} onAdded={read} />}
    </section>
  )
}

function MappingChoice({ mapping, onChange }: { mapping: string; onChange: (mapping: string) => void }) {
  const words = texts.setUp.devices.try
  const known = useAnswer('mappings', mappings)
  return (
    <SelectField
      label={words.mapping}
      value={mapping}
      choices={[
        { value: AUTOMATIC, name: words.automatic },
        ...(known.value ?? []).map(({ id, name }) => ({ value: id, name })),
      ]}
      onChange={onChange}
    />
  )
}

/** What is wrong with a text that is no JSON; `null` for one that is. */
function notJson(text: string): string | null {
  try {
    JSON.parse(text)
    return null
  } catch (error) {
    return texts.setUp.devices.try.notJson(error instanceof Error ? error.message : '')
  }
}
