import type { Doorway } from '../domain/portfolio/doorway.ts'
import type { Portfolio } from '../domain/portfolio/portfolio.ts'
import type { Sensor } from '../domain/portfolio/sensor.ts'
import type { Space, SpaceKey } from '../domain/portfolio/space.ts'
import { type EpochMs, MINUTE_MS } from '../domain/time/interval.ts'
import { formatUtc } from '../domain/time/iso-format.ts'
import { Rejection } from './rejection.ts'

/** How far ahead of the server a sensor's clock may be (native.md §3). */
const TOLERANCE_MS = 5 * MINUTE_MS

export interface ResolverOptions {
  readonly now: EpochMs
  readonly earliest: EpochMs
  readonly spaces: readonly SpaceKey[] | null
}

/** Finds what readings of one batch are about, in the portfolio as it is at the batch's now. */
export class SubjectResolver {
  readonly #portfolio: Portfolio
  readonly #earliest: EpochMs
  readonly #latest: EpochMs
  readonly #visible: ReadonlySet<SpaceKey> | null

  /**
   * `spaces`: what the sender is limited to, with all below; anything else is unknown to it. `null`: no limit.
   * `earliest`: no reading before it is believed.
   */
  constructor(portfolio: Portfolio, { now, earliest, spaces }: ResolverOptions) {
    this.#portfolio = portfolio
    this.#earliest = earliest
    this.#latest = now + TOLERANCE_MS
    this.#visible = spaces === null ? null : withAllBelow(portfolio, spaces)
  }

  sensor(serialNumber: string): Sensor | Rejection {
    const sensor = this.#portfolio.sensorBySerial(serialNumber)
    if (sensor !== null && this.#seesSensor(sensor)) return sensor
    return new Rejection('unknown_sensor', `There is no sensor ${serialNumber}.`)
  }

  doorway(id: string): Doorway | Rejection {
    const doorway = this.#portfolio.doorwayById(id)
    if (doorway !== null && this.#seesAny(doorway.sides)) return doorway
    return new Rejection('unknown_doorway', `There is no doorway ${id}.`)
  }

  space(id: string): Space | Rejection {
    const space = this.#portfolio.spaceById(id)
    if (space !== null && this.#seesAny([{ space: space.key }])) return space
    return new Rejection('unknown_space', `There is no space ${id}.`)
  }

  /** Whether a space had a doorway at an instant. */
  hadDoorways(space: Space, at: EpochMs): boolean {
    return this.#portfolio.doorwaysOf(space.key).some(({ deletedAt }) => deletedAt === null || at < deletedAt)
  }

  /** `null` when an instant is one that a sensor with a right clock can name. */
  refuseTime(at: EpochMs): Rejection | null {
    if (at > this.#latest) {
      return new Rejection(
        'in_the_future',
        'at is more than 5 minutes in the future: check the clock of the sensor.',
      )
    }
    if (at >= this.#earliest) return null
    return new Rejection(
      'implausible_time',
      `at is before ${formatUtc(this.#earliest)}, as of a clock that was never set: check the clock of the sensor.`,
    )
  }

  #seesSensor(sensor: Sensor): boolean {
    if (this.#visible === null) return true
    return this.#seesAny(sensor.coverage) || this.#seesAny(this.#portfolio.doorwayOf(sensor.key)?.sides ?? [])
  }

  #seesAny(places: readonly { readonly space: SpaceKey }[]): boolean {
    const visible = this.#visible
    return visible === null || places.some(({ space }) => visible.has(space))
  }
}

function withAllBelow(portfolio: Portfolio, spaces: readonly SpaceKey[]): ReadonlySet<SpaceKey> {
  return new Set(spaces.flatMap((space) => [space, ...portfolio.descendants(space).map(({ key }) => key)]))
}
