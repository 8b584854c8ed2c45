import { useEffect, useState } from 'preact/hooks'
import { type AuditEntry, audit } from '../../../api/set-up.ts'
import { formatZonedMoment } from '../../../format/times.ts'
import { Button } from '../../../parts/button.tsx'
import { AnswerView } from '../../../parts/notice.tsx'
import { type Column, Table } from '../../../parts/table.tsx'
import { say } from '../../../parts/toast.tsx'
import { useAnswer } from '../../../state/answer.ts'
import { commonZone } from '../../../state/common-zone.ts'
import { placeName } from '../../../state/place-names.ts'
import { portfolio } from '../../../state/portfolio.ts'
import { texts } from '../../../texts/texts.ts'
import { messageOf } from '../parts/message-of.ts'
import { Section } from '../parts/section.tsx'
import { auditedCorrection } from './audit-correction.ts'
import { actorOf, changesBetween, type FieldChange } from './audit-diff.ts'
import { fieldName } from './field-text.ts'

/** Changes of more fields are folded away. */
const SHOWN_FIELDS = 3
/** And longer ones too. */
const SHOWN_CHARACTERS = 160

/** Who changed what. */
export function HistorySection() {
  return (
    <Section name="history" needs="admin">
      <Changes />
    </Section>
  )
}

interface Numbered extends AuditEntry {
  readonly key: string
}

function Changes() {
  const words = texts.setUp.history
  const first = useAnswer('audit', (signal) => audit(null, signal))
  const [older, setOlder] = useState<readonly AuditEntry[]>([])
  const [cursor, setCursor] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  useEffect(() => {
    setOlder([])
    setCursor(first.value?.pagination.next_cursor ?? null)
  }, [first.value])
  const more = async () => {
    setBusy(true)
    try {
      const page = await audit(cursor)
      setOlder([...older, ...page.data])
      setCursor(page.pagination.next_cursor)
    } catch (error) {
      say(messageOf(error), 'failed')
    }
    setBusy(false)
  }
  return (
    <AnswerView answer={first} empty={({ data }) => (data.length === 0 ? words.none : null)}>
      {({ data }) => (
        <>
          <Table
            caption={words.caption}
            rows={[...data, ...older].map((entry, index): Numbered => ({ ...entry, key: String(index) }))}
            rowKey={({ key }) => key}
            columns={columns()}
          />
          {cursor !== null && (
            <div class="set-up-more">
              <Button busy={isBusy} onClick={more}>
                {words.more}
              </Button>
            </div>
          )}
        </>
      )}
    </AnswerView>
  )
}

function columns(): readonly Column<Numbered>[] {
  const { columns: titles } = texts.setUp.history
  return [
    {
      key: 'at',
      title: titles.at,
      cell: ({ at }) => <span class="set-up-nowrap">{formatZonedMoment(at, commonZone.value)}</span>,
    },
    { key: 'actor', title: titles.actor, cell: ({ actor }) => <Actor actor={actor} /> },
    { key: 'action', title: titles.action, cell: ({ action }) => actionInWords(action) },
    { key: 'target', isSecondary: true, title: titles.target, cell: (entry) => <Target entry={entry} /> },
    {
      key: 'change',
      title: titles.change,
      cell: (entry) => <WhatChanged entry={entry} />,
    },
  ]
}

/** Names of spaces, as they are called now. */
function naming() {
  const tree = portfolio.value
  return {
    zone: commonZone.value,
    nameOf: (id: string) => (tree?.space(id) === undefined ? undefined : placeName(id)),
  }
}

function Actor({ actor }: { actor: string }) {
  if (actor === 'system') return <>{texts.setUp.history.system}</>
  const { id, name } = actorOf(actor)
  return <span title={id}>{name}</span>
}

function Target({ entry: { target, before, after } }: { entry: AuditEntry }) {
  const name = nameOf(after) ?? nameOf(before) ?? correctedPlace(after ?? before) ?? naming().nameOf(target)
  return name === undefined ? <code>{target}</code> : <span title={target}>{name}</span>
}

function WhatChanged({ entry: { action, before, after } }: { entry: AuditEntry }) {
  if (action.startsWith('correction.')) {
    const lines = auditedCorrection(after ?? before, commonZone.value)
    if (lines !== null) return <CorrectionLines lines={lines} isUndone={after === null} />
  }
  return <Change fields={changesBetween(before, after, naming())} />
}

function CorrectionLines({ lines, isUndone }: { lines: readonly string[]; isUndone: boolean }) {
  return (
    <ul class="set-up-changes">
      {lines.map((line) => (
        <li key={line}>{isUndone ? <del>{line}</del> : <ins>{line}</ins>}</li>
      ))}
    </ul>
  )
}

function Change({ fields }: { fields: readonly FieldChange[] }) {
  const list = (
    <ul class="set-up-changes">
      {fields.map((change) => (
        <li key={change.field}>
          <FieldLine {...change} />
        </li>
      ))}
    </ul>
  )
  const isShort = fields.every(({ was, is }) => `${was}${is}`.length < SHOWN_CHARACTERS)
  if (fields.length <= SHOWN_FIELDS && isShort) return list
  return (
    <details>
      <summary class="set-up-summary">{fields.map(({ field }) => fieldName(field)).join(', ')}</summary>
      {list}
    </details>
  )
}

function FieldLine({ field, was, is }: FieldChange) {
  const { nothing, arrow } = texts.setUp.history
  return (
    <>
      <span class="muted">{fieldName(field)}</span>{' '}
      {was !== null && (
        <>
          <del>{was}</del> <span class="visually-hidden">{arrow}</span>{' '}
        </>
      )}
      {is === null ? <em class="muted">{nothing}</em> : <ins>{is}</ins>}
    </>
  )
}

function actionInWords(action: string): string {
  const { objects, verbs } = texts.setUp.history
  const [object = '', verb = ''] = action.split('.')
  return `${objects[object] ?? object} ${verbs[verb] ?? verb}`
}

/** Where what has no name of its own belongs: a correction, to its space or sensor. */
function correctedPlace(state: unknown): string | undefined {
  if (typeof state !== 'object' || state === null || !('kind' in state && 'value' in state)) return undefined
  const { space, sensor }: Readonly<Record<string, unknown>> = { ...state }
  if (typeof space === 'string') return naming().nameOf(space) ?? space
  return typeof sensor === 'string' ? sensor : undefined
}

function nameOf(state: unknown): string | undefined {
  if (typeof state !== 'object' || state === null) return undefined
  if ('name' in state && typeof state.name === 'string') return state.name
  return 'email' in state && typeof state.email === 'string' ? state.email : undefined
}
