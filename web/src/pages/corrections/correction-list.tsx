import { useState } from 'preact/hooks'
import type { Correction } from '../../../../src/client/correction-wire.ts'
import type { Space } from '../../../../src/client/native-wire.ts'
import { undoCorrection } from '../../api/corrections.ts'
import { formatCount } from '../../format/numbers.ts'
import { Button } from '../../parts/button.tsx'
import { say } from '../../parts/toast.tsx'
import { placeName } from '../../state/place-names.ts'
import { may } from '../../state/session.ts'
import { texts } from '../../texts/texts.ts'
import { messageOf } from '../set-up/parts/message-of.ts'
import { correctionInWords, correctionMadeBy, correctionReason } from './correction-words.ts'
import './corrections.css'

/** More are shown only to who asks. */
const SHOWN_AT_FIRST = 5

interface CorrectionListProps {
  /** The space that they change the count of, its own or that of a space in it. */
  space: Space
  corrections: readonly Correction[]
  onUndone: () => void
}

/** What was corrected, by whom, when and why, each with a way to undo it. */
export function CorrectionList({ space, corrections, onUndone }: CorrectionListProps) {
  const words = texts.setUp.correctCount.list
  const [isWhole, setWhole] = useState(false)
  if (corrections.length === 0) return null
  const shown = isWhole ? corrections : corrections.slice(0, SHOWN_AT_FIRST)
  return (
    <section class="corrections">
      <h3>{words.title}</h3>
      <p class="field-hint">{words.lead}</p>
      <ul>
        {shown.map((correction) => (
          <Row key={correction.id} {...{ space, correction, onUndone }} />
        ))}
      </ul>
      {shown.length < corrections.length && (
        <Button onClick={() => setWhole(true)}>{words.all(formatCount(corrections.length))}</Button>
      )}
    </section>
  )
}

interface RowProps extends Pick<CorrectionListProps, 'space' | 'onUndone'> {
  correction: Correction
}

function Row({ space, correction, onUndone }: RowProps) {
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
  const { time_zone: zone } = space
  const others = correction.space_ids.includes(space.id) ? [] : correction.space_ids
  const sentence = correctionInWords(correction, zone)
  const reason = correctionReason(correction)
  return (
    <li class="correction">
      <div>
        {others.length > 0 && <strong class="correction-place">{others.map(placeName).join(', ')}</strong>}
        <p>{sentence}</p>
        {reason !== null && <p>{reason}</p>}
        <p class="muted">{correctionMadeBy(correction, zone)}</p>
      </div>
      {may('ingest') && (
        <Button busy={isBusy} onClick={undo} aria-label={words.undoThis(sentence)}>
          {words.undo}
        </Button>
      )}
    </li>
  )
}
