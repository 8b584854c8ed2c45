import type { Correction } from '../domain/portfolio/correction.ts'
import type { SensorKey } from '../domain/portfolio/sensor.ts'
import type { SpaceKey } from '../domain/portfolio/space.ts'
import type { PortfolioDraft } from './portfolio-draft.ts'

/** Forgets the corrections of spaces that are being removed. */
export function forgetCorrectionsOfSpaces(draft: PortfolioDraft, gone: ReadonlySet<SpaceKey>): void {
  forget(draft, ({ space }) => space !== null && gone.has(space))
}

/** Forgets the corrections of a sensor that is being removed. */
export function forgetCorrectionsOfSensor(draft: PortfolioDraft, gone: SensorKey): void {
  forget(draft, ({ sensor }) => sensor === gone)
}

function forget(draft: PortfolioDraft, isGone: (correction: Correction) => boolean): void {
  for (const correction of [...draft.corrections.all()]) {
    if (isGone(correction)) draft.corrections.remove(correction.key)
  }
}
