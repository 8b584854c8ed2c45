import type { CorrectionKind } from '../../../../../src/client/correction-wire.ts'
import { texts } from '../../../texts/texts.ts'
import { correctionInWords, correctionReason } from '../../corrections/correction-words.ts'

/** What a correction in the audit said, and why, in the clocks of a zone; `null` for what is no correction. */
export function auditedCorrection(state: unknown, zone: string): readonly string[] | null {
  if (typeof state !== 'object' || state === null) return null
  const { kind, from, until, value, reason, sensor }: Readonly<Record<string, unknown>> = { ...state }
  if (!isKind(kind) || typeof from !== 'number') return null
  const correction = {
    kind,
    sensor: textOf(sensor),
    people: typeof value === 'number' ? value : null,
    from: new Date(from).toISOString(),
    // Without an end there is none to read: a span that holds until it is undone.
    until: typeof until === 'number' ? new Date(until).toISOString() : null,
    reason: textOf(reason),
  }
  return [correctionInWords(correction, zone), correctionReason(correction)].filter((line) => line !== null)
}

function isKind(kind: unknown): kind is CorrectionKind {
  return typeof kind === 'string' && Object.hasOwn(texts.setUp.correctCount.kinds, kind)
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
