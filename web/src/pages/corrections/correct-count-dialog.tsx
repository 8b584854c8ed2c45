import { useState } from 'preact/hooks'
import type { Space } from '../../../../src/client/native-wire.ts'
import { createCorrection } from '../../api/corrections.ts'
import { formatCount } from '../../format/numbers.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { AnswerView, Notice } from '../../parts/notice.tsx'
import { say } from '../../parts/toast.tsx'
import { useAnswer } from '../../state/answer.ts'
import { liveOf } from '../../state/live.ts'
import { countsPeople } from '../../state/portfolio.ts'
import { may } from '../../state/session.ts'
import { knownCount } from '../../state/space-state.ts'
import { texts } from '../../texts/texts.ts'
import { TextField } from '../set-up/parts/fields.tsx'
import { FormDialog } from '../set-up/parts/form-dialog.tsx'
import { askCorrectedSpace, type CorrectedSpace } from './corrected-space.ts'
import { type CorrectionDraft, correctionOf, emptyDraft } from './correction-draft.ts'
import { KindFields, WhatFields, WhenFields } from './correction-fields.tsx'
import { CorrectionList } from './correction-list.tsx'
import '../set-up/set-up.css'

/** What the dialog needs to be opened with. */
export interface CorrectCountDialogProps {
  space: Space
  onClose: () => void
}

/** Puts a count right in a way that the space has a use for, or says why it cannot be put right here. */
export function CorrectCountDialog({ space, onClose }: CorrectCountDialogProps) {
  const words = texts.setUp.correctCount
  const answer = useAnswer(space.id, (signal) => askCorrectedSpace(space, signal))
  const known = answer.value
  if (known !== undefined && known.kinds.length > 0 && may('ingest')) {
    return <CorrectCountForm {...{ space, known, onClose, onUndone: answer.retry }} />
  }
  const reason = !may('ingest') ? words.needsIngest : countsPeople(space) ? words.bySum : words.uncounted
  return (
    <Dialog title={words.title(space.name)} onClose={onClose}>
      <AnswerView answer={answer} height="120px">
        {({ corrections }) => (
          <>
            <Notice kind="empty" title={reason} />
            <CorrectionList {...{ space, corrections, onUndone: answer.retry }} />
          </>
        )}
      </AnswerView>
    </Dialog>
  )
}

interface FormProps extends CorrectCountDialogProps {
  known: CorrectedSpace
  onUndone: () => void
}

function CorrectCountForm({ space, known, onClose, onUndone }: FormProps) {
  const words = texts.setUp.correctCount
  const { kinds, sensors, corrections } = known
  const zone = space.time_zone
  const [draft, setDraft] = useState(() =>
    emptyDraft(kinds[0] ?? 'reset', sensors[0]?.serial_number ?? '', zone),
  )
  const change = (changed: Partial<CorrectionDraft>) => setDraft((before) => ({ ...before, ...changed }))
  const correction = correctionOf(draft, space)
  const submit = async () => {
    if (correction === null) return
    await createCorrection(correction)
    const { kind, people } = correction
    say(kind === 'reset' ? words.done(space.name, formatCount(people)) : words.corrected(space.name))
  }
  return (
    <FormDialog
      title={words.title(space.name)}
      submit={words.submit}
      onSubmit={submit}
      onClose={onClose}
      isReady={correction !== null}
      below={<CorrectionList {...{ space, corrections, onUndone }} />}
    >
      <p class="set-up-count-now">
        {words.now} <strong>{formatCount(knownCount(liveOf(space.id).value))}</strong>
      </p>
      <KindFields {...{ draft, change, kinds, sensors }} />
      <WhatFields {...{ draft, change, sensors }} />
      <WhenFields {...{ draft, change, zone }} />
      <TextField
        label={words.reason.label}
        hint={words.reason.hint}
        maxLength={MAX_REASON}
        value={draft.reason}
        onInput={(reason) => change({ reason })}
      />
    </FormDialog>
  )
}

/** As long as the server takes (native.md §7). */
const MAX_REASON = 255
