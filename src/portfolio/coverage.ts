import type { Coverage } from '../domain/portfolio/sensor.ts'
import type { SpaceKey } from '../domain/portfolio/space.ts'
import type { EpochMs } from '../domain/time/interval.ts'

/** Coverage of a sensor that has not said anything: its spaces, always. */
export function coverageFromTheStart(spaces: readonly SpaceKey[]): readonly Coverage[] {
  return [...new Set(spaces)].map((space) => ({ space, from: -Infinity, until: Infinity }))
}

/** The spaces that a sensor covers now. */
export function coveredNow(coverage: readonly Coverage[]): readonly SpaceKey[] {
  return coverage.filter(({ until }) => until === Infinity).map(({ space }) => space)
}

/**
 * Coverage after a sensor with readings is pointed at other spaces: what it saw until `now` stays with the spaces
 * that it saw.
 */
export function coverageMoved(
  coverage: readonly Coverage[],
  spaces: readonly SpaceKey[],
  now: EpochMs,
): readonly Coverage[] {
  const wanted = new Set(spaces)
  const kept = coverage
    .map((span) => (span.until === Infinity && !wanted.has(span.space) ? { ...span, until: now } : span))
    .filter(({ from, until }) => from < until)
  const covered = new Set(coveredNow(kept))
  const added = [...wanted].filter((space) => !covered.has(space))
  return [...kept, ...added.map((space) => ({ space, from: now, until: Infinity }))]
}
