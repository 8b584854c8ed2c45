import type { Correction } from '../../../../src/client/correction-wire.ts'
import { formatCount } from '../../format/numbers.ts'
import { formatMoment } from '../../format/times.ts'
import { texts } from '../../texts/texts.ts'
import { actorOf } from '../set-up/history/audit-diff.ts'

/** What a correction says, as a sentence, in the clocks of a zone. */
export function correctionInWords(
  correction: Pick<Correction, 'kind' | 'people' | 'sensor' | 'from' | 'until'>,
  zone: string,
): string {
  const { kind, people, sensor } = correction
  const { sentences, until: words } = texts.setUp.correctCount
  const from = formatMoment(correction.from, zone)
  const until = correction.until === null ? words.undone : words.at(formatMoment(correction.until, zone))
  const count = formatCount(people)
  if (kind === 'reset') return sentences.reset(count, from)
  if (kind === 'offset')
    return sentences.offset(people !== null && people > 0 ? `+${count}` : count, from, until)
  return kind === 'ignore'
    ? sentences.ignore(sensor ?? '', from, until)
    : sentences.ceiling(sensor ?? '', count, from, until)
}

/** Who made a correction, and when. */
export function correctionMadeBy({ actor, created_at }: Correction, zone: string): string {
  return texts.setUp.correctCount.list.by(actorOf(actor).name, formatMoment(created_at, zone))
}

/** Why a correction was made; `null` where nobody said. */
export function correctionReason({ reason }: Pick<Correction, 'reason'>): string | null {
  return reason === null ? null : texts.setUp.correctCount.sentences.reason(reason)
}
