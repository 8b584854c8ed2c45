import fc from 'fast-check'
import { DAY_MS, type EpochMs, type Interval } from '../../src/domain/time/interval.ts'
import type { Arrival } from '../../src/storage/log-row.ts'
import { instantIn } from '../domain/arbitraries.ts'
import type { Installation } from './installation.ts'

/** Something that happens to an installation between, or while, readings arrive. */
export type Step =
  | { readonly kind: 'append'; readonly readings: number }
  | { readonly kind: 'appendTogether'; readonly sizes: readonly number[] }
  | { readonly kind: 'deriveAmidAppends'; readonly sizes: readonly number[] }
  | { readonly kind: 'time'; readonly at: EpochMs }
  | { readonly kind: 'checkpoint' | 'derive' | 'deriveSettled' | 'reopen' }

/** Steps in which time goes on to at most two days after a window, at the end of which all is over. */
export function stepsAround(window: Interval): fc.Arbitrary<readonly Step[]> {
  const size = fc.integer({ min: 1, max: 25 })
  const sizes = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 2, maxLength: 5 })
  const plain = fc.constantFrom('checkpoint', 'derive', 'derive', 'deriveSettled', 'reopen')
  const step: fc.Arbitrary<Step> = fc.oneof(
    { weight: 3, arbitrary: size.map((readings) => ({ kind: 'append' as const, readings })) },
    { weight: 1, arbitrary: sizes.map((some) => ({ kind: 'appendTogether' as const, sizes: some })) },
    { weight: 2, arbitrary: sizes.map((some) => ({ kind: 'deriveAmidAppends' as const, sizes: some })) },
    {
      weight: 2,
      arbitrary: instantIn({ start: window.start, end: window.end + 2 * DAY_MS }).map((at) => ({
        kind: 'time' as const,
        at,
      })),
    },
    { weight: 5, arbitrary: plain.map((kind) => ({ kind }) as Step) },
  )
  // Half of the time all is over from the start, so that everything comes late, much of it into derived days.
  const before: readonly Step[] = [
    { kind: 'time', at: window.end + 2 * DAY_MS },
    { kind: 'append', readings: 30 },
    { kind: 'derive' },
    { kind: 'append', readings: 1 },
  ]
  const opening = fc.constantFrom<readonly Step[]>([], before)
  return fc.tuple(opening, fc.array(step, { maxLength: 14 })).map(([first, rest]) => [...first, ...rest])
}

/** Lets steps happen to an installation until all of the arrivals have been appended. */
export async function play(
  installation: Installation,
  arrivals: readonly Arrival[],
  steps: readonly Step[],
): Promise<void> {
  let next = 0
  const take = (size: number): readonly Arrival[] => {
    next += size
    return arrivals.slice(next - size, next)
  }
  for (const step of steps) await happen(installation, step, take)
  await installation.store.readings.append(1, arrivals.slice(next))
}

async function happen(
  installation: Installation,
  step: Step,
  take: (size: number) => readonly Arrival[],
): Promise<void> {
  const { store, histories, options } = installation
  switch (step.kind) {
    case 'append':
      await store.readings.append(1, take(step.readings))
      return
    case 'appendTogether':
      await Promise.all(step.sizes.map((size) => store.readings.append(1, take(size))))
      return
    case 'deriveAmidAppends': {
      const derived = histories.derive(false)
      for (const size of step.sizes) await store.readings.append(1, take(size))
      await Promise.all([derived, histories.checkpoint()])
      return
    }
    case 'time':
      options.now = Math.max(options.now, step.at)
      return
    case 'checkpoint':
      await histories.checkpoint()
      return
    case 'derive':
      await histories.derive(false)
      return
    case 'deriveSettled':
      await histories.derive(true)
      return
    case 'reopen':
      await installation.reopen()
  }
}
