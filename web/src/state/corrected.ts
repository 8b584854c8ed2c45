import { signal } from '@preact/signals'

/** How often a correction was made or undone here: figures that were asked for before are no longer those of now. */
export const correctedTimes = signal(0)

/** A correction was made or undone. */
export function corrected(): void {
  correctedTimes.value++
}
