import { useState } from 'preact/hooks'
import { HeadcountError } from '../../../../src/client/headcount-error.ts'
import type { Doorway, Space } from '../../../../src/client/native-wire.ts'
import { readableDoorways, sendReadings } from '../../api/set-up.ts'
import { formatCount } from '../../format/numbers.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { AnswerView, Notice } from '../../parts/notice.tsx'
import { say } from '../../parts/toast.tsx'
import { useAnswer } from '../../state/answer.ts'
import { liveOf } from '../../state/live.ts'
import { serverNow } from '../../state/server-clock.ts'
import { may } from '../../state/session.ts'
import { knownCount } from '../../state/space-state.ts'
import { texts } from '../../texts/texts.ts'
import { instantOfLocal, localNow } from './local-input.ts'
import { SelectField, TextField } from './parts/fields.tsx'
import { FormDialog } from './parts/form-dialog.tsx'
import './set-up.css'

/** What the dialog needs to be opened with. */
export interface CorrectCountDialogProps {
  space: Space
  onClose: () => void
}

/** Asks how many are really there, or says why that cannot be put right here. */
export function CorrectCountDialog({ space, onClose }: CorrectCountDialogProps) {
  const words = texts.setUp.correctCount
  const doorways = useAnswer(space.id, readableDoorways)
  const reason = doorways.value === undefined ? null : obstacleOf(space, doorways.value)
  if (doorways.value !== undefined && reason === null) {
    return <CorrectCountForm space={space} onClose={onClose} />
  }
  return (
    <Dialog title={words.title(space.name)} onClose={onClose}>
      <AnswerView answer={doorways} height="120px">
        {() => <Notice kind="empty" title={reason ?? ''} />}
      </AnswerView>
    </Dialog>
  )
}

/** Why a space’s count cannot be corrected; `null` when it can. */
function obstacleOf(space: Space, doorways: readonly Doorway[]): string | null {
  const words = texts.setUp.correctCount
  if (!may('ingest')) return words.needsIngest
  if (space.counting_mode === null) return words.uncounted
  const hasDoorways = doorways.some(({ spaces }) => spaces.some(({ id }) => id === space.id))
  if (space.counting_mode === 'entry') return hasDoorways ? null : words.bySum
  return words.bySensors
}

function CorrectCountForm({ space, onClose }: CorrectCountDialogProps) {
  const words = texts.setUp.correctCount
  const live = liveOf(space.id).value
  const [count, setCount] = useState('')
  const [when, setWhen] = useState<'now' | 'earlier'>('now')
  const [local, setLocal] = useState(() => localNow(space.time_zone))
  const moment = when === 'now' ? null : instantOfLocal(local, space.time_zone)
  const error =
    moment === 'skipped'
      ? words.skipped
      : typeof moment === 'number' && moment > serverNow()
        ? words.future
        : null
  const submit = async () => {
    const at = typeof moment === 'number' ? moment : serverNow()
    const { rejected } = await sendReadings([
      // A second thought about the same minute takes the place of the first.
      { type: 'reset', space_id: space.id, at, count: Number(count), replace: true },
    ])
    const [refusal] = rejected
    if (refusal !== undefined) throw new HeadcountError({ status: null, detail: refusal.message })
    say(words.done(space.name, formatCount(Number(count))))
  }
  return (
    <FormDialog
      title={words.title(space.name)}
      submit={words.submit}
      onSubmit={submit}
      onClose={onClose}
      isReady={/^\d+$/.test(count.trim()) && error === null && (when === 'now' || typeof moment === 'number')}
    >
      <p class="set-up-count-now">
        {words.now} <strong>{formatCount(knownCount(live))}</strong>
      </p>
      <div class="set-up-columns">
        <TextField
          label={words.really}
          type="number"
          min={0}
          required
          autoFocus
          value={count}
          onInput={setCount}
        />
        <SelectField
          label={words.when}
          value={when}
          choices={[
            { value: 'now', name: words.atOnce },
            { value: 'earlier', name: words.earlier },
          ]}
          onChange={(chosen) => setWhen(chosen === 'now' ? 'now' : 'earlier')}
        />
      </div>
      {when === 'earlier' && (
        <TextField
          label={words.at(space.time_zone)}
          type="datetime-local"
          required
          value={local}
          max={localNow(space.time_zone)}
          onInput={setLocal}
          error={error}
        />
      )}
      <p class="field-hint">{words.explanation}</p>
    </FormDialog>
  )
}
