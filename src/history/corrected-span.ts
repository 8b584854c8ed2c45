import type { Counting } from '../domain/portfolio/counting.ts'
import type { Portfolio } from '../domain/portfolio/portfolio.ts'
import { DAY_MS, HOUR_MS, type Interval } from '../domain/time/interval.ts'

/** Longest time for which an Entry count carries what moved it: to the next daily reset. */
const LONGEST_DAY_MS = DAY_MS + HOUR_MS

/** Whether two ways to count differ at most in what people corrected (native.md §7). */
export function sameUncorrected(a: Counting | null, b: Counting | null): boolean {
  return uncorrectedText(a) === uncorrectedText(b)
}

function uncorrectedText(counting: Counting | null): string {
  return JSON.stringify(counting, (field, value) => (field === 'corrected' ? undefined : value))
}

/** A span outside which no correction that comes or goes changes a count; its end may be `Infinity`. */
export function correctedSpan(before: Portfolio, after: Portfolio): Interval {
  const texts = [before, after].map(
    ({ corrections }) => new Set(corrections.map((one) => JSON.stringify(one))),
  )
  const changed = [...before.corrections, ...after.corrections].filter((correction) => {
    const text = JSON.stringify(correction)
    return !texts.every((all) => all.has(text))
  })
  return {
    start: Math.min(...changed.map(({ from }) => from)),
    end: Math.max(...changed.map(({ until }) => until)) + LONGEST_DAY_MS,
  }
}
