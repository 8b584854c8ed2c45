import { useState } from 'preact/hooks'
import type { Space } from '../../../../src/client/native-wire.ts'
import {
  type Correction,
  type CorrectionKind,
  correctionsOf,
  createCorrection,
  type NewCorrection,
} from '../../api/corrections.ts'
import { askSensors, type KnownSensor } from '../../api/sensors.ts'
import { readableDoorways } from '../../api/set-up.ts'
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
import { CorrectionList } from './correction-list.tsx'
import { instantOfLocal, localNow } from './local-input.ts'
import { SelectField, TextField } from './parts/fields.tsx'
import { FormDialog } from './parts/form-dialog.tsx'
import './set-up.css'

/** What the dialog needs to be opened with. */
export interface CorrectCountDialogProps {
  space: Space
  onClose: () => void
}

interface Known {
  readonly sensors: readonly KnownSensor[]
  readonly corrections: readonly Correction[]
  readonly hasDoorways: boolean
}

/** Puts a count right in a way that the space has a use for, or says why it cannot be put right here. */
export function CorrectCountDialog({ space, onClose }: CorrectCountDialogProps) {
  const words = texts.setUp.correctCount
  const answer = useAnswer(space.id, async (signal): Promise<Known> => {
    const [all, doorways, corrections] = await Promise.all([
      askSensors(signal),
      readableDoorways(signal),
      correctionsOf(space.id, signal),
    ])
    const own = new Set(
      doorways.filter(({ spaces }) => spaces.some(({ id }) => id === space.id)).map(({ id }) => id),
    )
    const sensors = all.filter(
      ({ location, doorway }) => location.space_ids.includes(space.id) || own.has(doorway?.id ?? ''),
    )
    return { sensors, corrections, hasDoorways: own.size > 0 }
  })
  const known = answer.value
  const kinds = known === undefined ? [] : kindsFor(space, known)
  if (known !== undefined && kinds.length > 0 && may('ingest')) {
    return <CorrectCountForm {...{ space, kinds, known, onClose, onUndone: answer.retry }} />
  }
  const reason = !may('ingest')
    ? words.needsIngest
    : space.counting_mode === null
      ? words.uncounted
      : words.bySum
  return (
    <Dialog title={words.title(space.name)} onClose={onClose}>
      <AnswerView answer={answer} height="120px">
        {() => <Notice kind="empty" title={reason} />}
      </AnswerView>
    </Dialog>
  )
}

/** The kinds of correction that a space has a use for: none for the sum of others. */
function kindsFor(
  { counting_mode: mode }: Space,
  { sensors, hasDoorways }: Known,
): readonly CorrectionKind[] {
  if (mode === 'entry') return !hasDoorways ? [] : sensors.length === 0 ? ['reset'] : ['reset', 'ignore']
  return mode === null || sensors.length === 0 ? [] : ['offset', 'ignore', 'ceiling']
}

interface FormProps extends CorrectCountDialogProps {
  kinds: readonly CorrectionKind[]
  known: Known
  onUndone: () => void
}

/** What has been filled in, as it stands in the fields. */
interface Draft {
  readonly kind: CorrectionKind
  readonly count: string
  readonly sensor: string
  readonly when: 'now' | 'earlier'
  readonly local: string
  readonly until: string
  readonly reason: string
}

function CorrectCountForm({ space, kinds, known, onClose, onUndone }: FormProps) {
  const words = texts.setUp.correctCount
  const zone = space.time_zone
  const [draft, setDraft] = useState<Draft>(() => ({
    kind: kinds[0] ?? 'reset',
    count: '',
    sensor: known.sensors[0]?.serial_number ?? '',
    when: 'now',
    local: localNow(zone),
    until: '',
    reason: '',
  }))
  const change = (changed: Partial<Draft>) => setDraft((before) => ({ ...before, ...changed }))
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
    >
      <p class="set-up-count-now">
        {words.now} <strong>{formatCount(knownCount(liveOf(space.id).value))}</strong>
      </p>
      <WhatFields {...{ draft, change, kinds, sensors: known.sensors }} />
      <WhenFields {...{ draft, change, zone }} />
      <TextField label={words.reason} value={draft.reason} onInput={(reason) => change({ reason })} />
      <p class="field-hint">{words.explanations[draft.kind]}</p>
      <CorrectionList corrections={known.corrections} zone={zone} onUndone={onUndone} />
    </FormDialog>
  )
}

/** What has been filled in as a correction; `null` while it is none. */
function correctionOf(draft: Draft, space: Space): NewCorrection | null {
  const { kind, count, sensor, when, local, until, reason } = draft
  const moment = when === 'now' ? serverNow() : instantOfLocal(local, space.time_zone)
  const end = until === '' ? null : instantOfLocal(until, space.time_zone)
  const isNumber = kind === 'ignore' || (kind === 'offset' ? /^-?\d+$/ : /^\d+$/).test(count.trim())
  if (!isNumber || typeof moment !== 'number' || moment > serverNow() || end === 'skipped') return null
  const from = new Date(moment).toISOString()
  return {
    kind,
    ...(isOfSensor(kind) ? { sensor } : { space_id: space.id }),
    ...(kind === 'ignore' ? {} : { people: Number(count) }),
    ...(kind === 'reset' ? { at: from } : { from }),
    ...(kind !== 'reset' && end !== null ? { until: new Date(end).toISOString() } : {}),
    ...(reason.trim() === '' ? {} : { reason }),
  }
}

function isOfSensor(kind: CorrectionKind): boolean {
  return kind === 'ignore' || kind === 'ceiling'
}

interface FieldsProps {
  draft: Draft
  change: (changed: Partial<Draft>) => void
}

function WhatFields({
  draft: { kind, sensor, count },
  change,
  kinds,
  sensors,
}: FieldsProps & Pick<FormProps, 'kinds'> & Pick<Known, 'sensors'>) {
  const words = texts.setUp.correctCount
  return (
    <>
      {kinds.length > 1 && (
        <SelectField
          label={words.kind}
          value={kind}
          choices={kinds.map((value) => ({ value, name: words.kinds[value] }))}
          onChange={(chosen) => change({ kind: kinds.find((each) => each === chosen) ?? kind })}
        />
      )}
      {isOfSensor(kind) && (
        <SelectField
          label={words.sensor}
          value={sensor}
          choices={sensors.map(({ serial_number: serial }) => ({ value: serial, name: serial }))}
          onChange={(serial) => change({ sensor: serial })}
        />
      )}
      {kind !== 'ignore' && (
        <TextField
          label={words.numbers[kind]}
          type="number"
          required
          autoFocus
          value={count}
          onInput={(text) => change({ count: text })}
        />
      )}
    </>
  )
}

function WhenFields({ draft: { kind, when, local, until }, change, zone }: FieldsProps & { zone: string }) {
  const words = texts.setUp.correctCount
  const moment = instantOfLocal(local, zone)
  const isFuture = typeof moment === 'number' && moment > serverNow()
  return (
    <>
      <SelectField
        label={words.when}
        value={when}
        choices={[
          { value: 'now', name: words.atOnce },
          { value: 'earlier', name: words.earlier },
        ]}
        onChange={(chosen) => change({ when: chosen === 'now' ? 'now' : 'earlier' })}
      />
      {when === 'earlier' && (
        <TextField
          label={words.at(zone)}
          type="datetime-local"
          required
          value={local}
          max={localNow(zone)}
          onInput={(text) => change({ local: text })}
          error={moment === 'skipped' ? words.skipped : isFuture ? words.future : null}
        />
      )}
      {kind !== 'reset' && (
        <TextField
          label={words.until.label}
          type="datetime-local"
          value={until}
          onInput={(text) => change({ until: text })}
        />
      )}
    </>
  )
}
