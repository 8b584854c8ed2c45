import type { CountInput } from '../ingest/reading-input.ts'
import { serialNumber } from './bench-portfolio.ts'
import { CAPACITY } from './slot-year.ts'

/** Which readings to make up. */
export interface ReadingsOptions {
  /** Indexes of the sensors, `[first, end)`. */
  readonly firstSensor: number
  readonly endSensor: number
  /** When the first round of readings is, in epoch ms… */
  readonly start: number
  /** …and how long after it the next. */
  readonly everyMs: number
}

/** An endless stream of counts as a gateway sends them: each of its sensors in turn, then again a little later. */
export class BenchReadings {
  readonly #options: ReadingsOptions
  #round = 0
  #sensor: number

  constructor(options: ReadingsOptions) {
    this.#options = options
    this.#sensor = options.firstSensor
  }

  next(): CountInput {
    const { firstSensor, endSensor, start, everyMs } = this.#options
    const sensor = this.#sensor
    const count = (sensor * 7 + this.#round * 3) % (CAPACITY + 1)
    const at = new Date(start + this.#round * everyMs + sensor).toISOString()
    this.#sensor += 1
    if (this.#sensor === endSensor) {
      this.#sensor = firstSensor
      this.#round += 1
    }
    return { type: 'count', sensor: serialNumber(sensor), at, count }
  }

  batch(size: number): readonly CountInput[] {
    return Array.from({ length: size }, () => this.next())
  }
}

/** As many gateways, each with its share of the sensors. */
export function gateways(
  count: number,
  { sensors, start, everyMs }: { readonly sensors: number; readonly start: number; readonly everyMs: number },
): readonly BenchReadings[] {
  const share = (index: number) => Math.floor((index * sensors) / count)
  return Array.from(
    { length: count },
    (_, index) =>
      new BenchReadings({ firstSensor: share(index), endSensor: share(index + 1), start, everyMs }),
  )
}
