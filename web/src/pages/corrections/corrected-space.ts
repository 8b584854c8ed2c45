import type { Correction, CorrectionKind } from '../../../../src/client/correction-wire.ts'
import type { Space } from '../../../../src/client/native-wire.ts'
import { correctionsOf } from '../../api/corrections.ts'
import { askSensors, type KnownSensor } from '../../api/sensors.ts'
import { readableDoorways } from '../../api/set-up.ts'

/** What has to be known of a space before its count can be corrected. */
export interface CorrectedSpace {
  /** Those that count it themselves, at a doorway or in it. */
  readonly sensors: readonly KnownSensor[]
  /** What changes its count, or that of a space in it; the last one made first. */
  readonly corrections: readonly Correction[]
  /** The kinds that it has a use for: none for the sum of others. */
  readonly kinds: readonly CorrectionKind[]
}

/** Asks how a space counts and how it was corrected. */
export async function askCorrectedSpace(space: Space, signal: AbortSignal): Promise<CorrectedSpace> {
  const [all, doorways, corrections] = await Promise.all([
    askSensors(signal),
    readableDoorways(signal),
    correctionsOf(space.id, signal),
  ])
  const own = new Set(
    doorways.filter(({ spaces }) => spaces.some(({ id }) => id === space.id)).map(({ id }) => id),
  )
  const inside = all.filter(
    ({ sensor_type: type, location }) => type !== 'entry' && location.space_ids.includes(space.id),
  )
  const atDoorways = all.filter(({ doorway }) => own.has(doorway?.id ?? ''))
  return {
    sensors: [...inside, ...atDoorways],
    corrections,
    kinds: inside.length > 0 ? ['offset', 'ignore', 'ceiling'] : kindsAtDoorways(own.size, atDoorways.length),
  }
}

/** What changes the count of a space itself: what is in it matters only where its count is their sum. */
export async function askEffectiveCorrections(
  space: Space,
  signal: AbortSignal,
): Promise<readonly Correction[]> {
  const all = await correctionsOf(space.id, signal)
  const own = all.filter(({ space_ids: places }) => places.includes(space.id))
  if (own.length === all.length) return all
  const { kinds } = await askCorrectedSpace(space, signal)
  return kinds.length === 0 ? all : own
}

function kindsAtDoorways(doorways: number, sensors: number): readonly CorrectionKind[] {
  if (doorways === 0) return []
  return sensors === 0 ? ['reset'] : ['reset', 'ignore']
}
