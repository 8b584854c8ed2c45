import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type HealthStatus, sensorHealth } from '../../src/domain/health/sensor-health.ts'
import { spaceHealth } from '../../src/domain/health/space-health.ts'
import { watchesOf } from '../../src/domain/occupancy/sensor-watch.ts'
import type { Counting } from '../../src/domain/portfolio/counting.ts'
import { countingOf } from '../../src/domain/portfolio/counting.ts'
import type { Portfolio } from '../../src/domain/portfolio/portfolio.ts'
import type { Reading } from '../../src/domain/reading/reading.ts'
import { DAY_MS, type EpochMs, type Interval } from '../../src/domain/time/interval.ts'
import { Live } from '../../src/live/live.ts'
import type { Arrival } from '../../src/storage/log-row.ts'
import { instantIn, readingsOn } from '../domain/arbitraries.ts'
import { engines, type Installation, withInstallation } from '../history/installation.ts'
import { ORGANIZATION, portfolioIn, world } from '../world.ts'

type Step =
  | { readonly kind: 'append'; readonly sizes: readonly number[] }
  | { readonly kind: 'clock'; readonly at: EpochMs }
  | { readonly kind: 'setUp'; readonly index: number }
  | { readonly kind: 'restart' | 'checkpoint' }

const around = ({ start, end }: Interval) => ({ start: start - DAY_MS, end: end + 2 * DAY_MS })

function stepsIn(window: Interval): fc.Arbitrary<readonly Step[]> {
  const sizes = fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 3 })
  const append = sizes.map((some) => ({ kind: 'append' as const, sizes: some }))
  const clock = instantIn(around(window)).map((at) => ({ kind: 'clock' as const, at }))
  const setUp = fc.nat({ max: 2 }).map((index) => ({ kind: 'setUp' as const, index }))
  const plain = fc.constantFrom('restart' as const, 'checkpoint' as const).map((kind) => ({ kind }))
  return fc.array(fc.oneof({ weight: 5, arbitrary: append }, { weight: 5, arbitrary: clock }, setUp, plain), {
    maxLength: 20,
  })
}

const scene = world.chain((everything) =>
  fc.record({
    world: fc.constant(everything),
    steps: stepsIn(everything.window),
    others: fc.tuple(portfolioIn(everything.window), portfolioIn(everything.window)),
  }),
)

test.each(engines)(
  'what is live is what history says at that moment, on %s',
  async (engine) => {
    await fc.assert(
      fc.asyncProperty(scene, async ({ world: { portfolio, window, arrivals }, steps, others }) => {
        await withInstallation({ engine, portfolio, now: window.start }, async (installation) => {
          const played = new Played(installation, [portfolio, ...others], arrivals)
          await played.start()
          for (const step of steps) {
            await played.happen(step)
            await played.expectHistory()
          }
          await played.stop()
        })
      }),
      { numRuns: engine === 'memory' ? 300 : 60, endOnFailure: true },
    )
  },
  120_000,
)

/** Live over an installation to which things happen. */
class Played {
  readonly #installation: Installation
  readonly #setUps: readonly Portfolio[]
  readonly #arrivals: readonly Arrival[]
  readonly #kept = new Map<string, Reading>()
  #setUp: Portfolio
  #live: Live
  #next = 0

  constructor(
    installation: Installation,
    setUps: readonly [Portfolio, ...Portfolio[]],
    arrivals: readonly Arrival[],
  ) {
    this.#installation = installation
    this.#setUps = setUps
    this.#arrivals = arrivals
    this.#setUp = setUps[0]
    this.#live = this.#open()
  }

  async start(): Promise<void> {
    this.#live.adopt(this.#setUp)
    await this.#live.start()
  }

  async stop(): Promise<void> {
    await this.#live.stop()
  }

  async happen(step: Step): Promise<void> {
    const { options, store } = this.#installation
    switch (step.kind) {
      case 'clock':
        options.now = step.at
        return
      case 'checkpoint':
        return store.readings.checkpoint()
      case 'setUp':
        this.#setUp = this.#setUps[step.index] ?? this.#setUp
        return this.#live.adopt(this.#setUp)
      case 'restart':
        await this.stop()
        this.#live = this.#open()
        return this.start()
      case 'append':
        await Promise.all(step.sizes.map((size) => this.#append(size)))
    }
  }

  async expectHistory(): Promise<void> {
    const { options, histories } = this.#installation
    await this.#live.settled()
    for (const space of this.#setUp.spaces) {
      const { isKnown, count, capped, health, lastAt } = this.#live.state(ORGANIZATION, space.key)
      const found = { count: isKnown ? count : null, capped: isKnown && capped, health, lastAt }
      const counting = countingOf(this.#setUp, space)
      if (counting === null) expect(found).toEqual(nothing)
      else {
        const last = (await histories.fold(counting, during(options.now))).segments.at(-1)
        expect(found).toEqual({
          count: last?.count ?? null,
          capped: last?.count !== null && last?.capped,
          ...heardIn(counting, options.now, [...this.#kept.values()]),
        })
      }
    }
  }

  #open(): Live {
    const { options, store } = this.#installation
    const onError = (error: unknown) => {
      throw error
    }
    return new Live({ log: store.readings, clock: () => options.now, onError })
  }

  async #append(size: number): Promise<void> {
    const batch = this.#arrivals.slice(this.#next, this.#next + size)
    this.#next += size
    const { outcomes } = await this.#installation.store.readings.append(1, batch)
    for (const [index, { reading }] of batch.entries())
      if (outcomes[index] === 'accepted') this.#kept.set(identity(reading), reading)
  }
}

const nothing = { count: null, capped: false, health: 'unknown', lastAt: null }

function identity({ subject, kind, space, at, seq, value }: Reading): string {
  return [subject, kind, space, at, seq, kind === 2 ? Math.sign(value) : 0].join()
}

const during = (now: EpochMs): Interval => ({ start: now, end: now + 1 })

/** What all readings say at an instant of how a space is doing, and when it was last heard of. */
function heardIn(counting: Counting, now: EpochMs, readings: readonly Reading[]) {
  const inForce = watchesOf(counting).filter(({ spans }) =>
    spans.some(({ start, end }) => start <= now && now < end),
  )
  const tally: Record<HealthStatus, number> = { healthy: 0, degraded: 0, offline: 0, unknown: 0 }
  const heard: number[] = []
  for (const { subject, heartbeatMs, corrected } of inForce) {
    const all = readingsOn(readings, { from: -Infinity, until: Infinity })(subject)
    const status = sensorHealth(all, heartbeatMs, during(now)).at(-1)?.status ?? 'unknown'
    const isIgnored = corrected?.ignored.some(({ start, end }) => start <= now && now < end) === true
    tally[isIgnored && status !== 'unknown' ? 'offline' : status]++
    heard.push(...all.readings.filter(({ at }) => at <= now).map(({ at }) => at))
  }
  return { health: spaceHealth(tally), lastAt: heard.length === 0 ? null : Math.max(...heard) }
}
