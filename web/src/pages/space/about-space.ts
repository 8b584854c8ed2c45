import type { Space } from '../../../../src/client/native-wire.ts'
import { formatHours } from '../../format/hours.ts'
import { formatDate } from '../../format/times.ts'
import { placeName } from '../../state/place-names.ts'
import { workingHours } from '../../state/working-hours.ts'
import { texts } from '../../texts/texts.ts'
import type { Period } from './period.ts'

/** What files say of a chart of a space: which place, what is measured, of when, and the working hours. */
export function aboutSpace(
  space: Pick<Space, 'id'>,
  { from, to }: Pick<Period, 'from' | 'to'>,
  measured: string,
): readonly string[] {
  return [
    placeName(space.id),
    `${measured} · ${texts.space.period.shown(formatDate(from), formatDate(to))}`,
    `${texts.common.workingHours.label}: ${formatHours(workingHours.value)}`,
  ]
}
