import { useState } from 'preact/hooks'
import { type Correction, undoCorrection } from '../../api/corrections.ts'
import { formatCount } from '../../format/numbers.ts'
import { formatMoment } from '../../format/times.ts'
import { Button } from '../../parts/button.tsx'
import { say } from '../../parts/toast.tsx'
import { texts } from '../../texts/texts.ts'
import { actorOf } from './history/audit-diff.ts'
import { messageOf } from './parts/message-of.ts'

interface CorrectionListProps {
  corrections: readonly Correction[]
  zone: string
  onUndone: () => void
}

/** What was corrected, by whom, when and why, each with a way to undo it. */
export function CorrectionList({ corrections, zone, onUndone }: CorrectionListProps) {
  const words = texts.setUp.correctCount.list
  if (corrections.length === 0) return null
  return (
    <section>
      <h3>{words.title}</h3>
      <ul class="set-up-changes">
        {corrections.map((correction) => (
          <li key={correction.id}>
            <Row correction={correction} zone={zone} onUndone={onUndone} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Row({
  correction,
  zone,
  onUndone,
}: { correction: Correction } & Omit<CorrectionListProps, 'corrections'>) {
  const words = texts.setUp.correctCount.list
  const [isBusy, setBusy] = useState(false)
  const undo = async () => {
    setBusy(true)
    try {
      await undoCorrection(correction.id)
      say(words.undone)
      onUndone()
    } catch (error) {
      say(messageOf(error), 'failed')
      setBusy(false)
    }
  }
  return (
    <>
      {correctionInWords(correction, zone)}{' '}
      <span class="muted">
        {words.by(actorOf(correction.actor).name, formatMoment(correction.created_at, zone))}
      </span>{' '}
      <Button busy={isBusy} onClick={undo}>
        {words.undo}
      </Button>
    </>
  )
}

/** What a correction says, as a sentence, with its reason. */
export function correctionInWords(correction: Correction, zone: string): string {
  const { kind, people, sensor, reason } = correction
  const { sentences, until: words } = texts.setUp.correctCount
  const from = formatMoment(correction.from, zone)
  const until = correction.until === null ? words.undone : words.at(formatMoment(correction.until, zone))
  const count = formatCount(people)
  const signed = people !== null && people > 0 ? `+${count}` : count
  const sentence = {
    reset: sentences.reset(count, from),
    offset: sentences.offset(signed, from, until),
    ignore: sentences.ignore(sensor ?? '', from, until),
    ceiling: sentences.ceiling(sensor ?? '', count, from, until),
  }[kind]
  return reason === null ? sentence : `${sentence} ${sentences.reason(reason)}`
}
