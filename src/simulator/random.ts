/** Mixes a number and any parts into 32 well-spread bits: equal arguments, equal result. */
export function hashOf(seed: number, ...parts: readonly (string | number)[]): number {
  let hash = scramble(seed)
  for (const part of parts) {
    const text = String(part)
    for (let index = 0; index < text.length; index++) {
      hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
    }
    hash = scramble(hash + 0x9e3779b9)
  }
  return hash
}

/** Below so many expected arrivals the bell curve would reach below 0. */
const FEW_ARRIVALS = 10

/** A reproducible stream of chances: the same seed gives the same draws, on every machine. */
export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** A number in `[0, 1)`. */
  next(): number {
    this.#state = (this.#state + 0x9e3779b9) >>> 0
    return scramble(this.#state) / 0x1_0000_0000
  }

  /** A number in `[low, high)`. */
  between(low: number, high: number): number {
    return low + (high - low) * this.next()
  }

  /** An integer in `[0, limit)`. */
  below(limit: number): number {
    return Math.floor(this.next() * limit)
  }

  /** True with the given probability. */
  chance(probability: number): boolean {
    return this.next() < probability
  }

  /** A draw around `mean`, bell-shaped, never further away than three `deviation`s. */
  around(mean: number, deviation: number): number {
    // Three uniform draws: close to a normal curve, bounded, and the same to the last bit everywhere,
    // which `Math.log` and `Math.cos` do not promise.
    return mean + (this.next() + this.next() + this.next() - 1.5) * 2 * deviation
  }

  /** How many arrivals to expect when `mean` are expected: an integer ≥ 0, `mean` on average. */
  arrivals(mean: number): number {
    if (mean < FEW_ARRIVALS) return this.#tosses(2 * mean)
    // Three deviations below a mean of ten or more is still above nobody, so nothing has to be clamped.
    const spread = this.around(mean, Math.sqrt(mean))
    const whole = Math.floor(spread)
    return whole + (this.chance(spread - whole) ? 1 : 0)
  }

  /** Heads among that many tosses of a coin, the last of them a part of one. */
  #tosses(count: number): number {
    let heads = 0
    for (let left = count; left > 0; left--) if (this.chance(Math.min(1, left) / 2)) heads++
    return heads
  }

  /** An element of a list that is not empty. */
  pick<T>(values: readonly [T, ...T[]]): T {
    return values[this.below(values.length)] ?? values[0]
  }
}

function scramble(value: number): number {
  let bits = value >>> 0
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}
