import { invalid } from '../domain/errors.ts'

/** How deep a JSON body may be nested: far deeper than any that means something. */
const MAX_DEPTH = 500
/** How many values a JSON body may have: what is read and checked in one go. */
const MAX_VALUES = 120_000
/** How many keys may look like `__proto__` or `constructor`, which are dropped: to look for them takes a second walk. */
const MAX_SUSPECT_KEYS = 100

const QUOTE = 0x22
const COMMA = 0x2c
const COLON = 0x3a
const BACKSLASH = 0x5c
const openers = new Set([0x5b, 0x7b])
const closers = new Set([0x5d, 0x7d])
const suspectKey = /^(?:__proto__|constructor|.{0,65}\\u.{0,65})$/
/** Length of the longest text that can be a suspect key: each of its letters as an escape. */
const MAX_SUSPECT_LENGTH = 'constructor'.length * '\\u0063'.length

/**
 * Refuses, as `invalid`, a JSON text that would take long to parse for what it is: nested without end, made of very
 * many values, or full of keys that must be dropped. Looks no further than the first excess.
 */
export function refuseCostlyJson(text: string): void {
  let depth = 0
  let values = 0
  let suspects = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) {
      const end = endOfString(text, at)
      if (isSuspectKey(text, at + 1, end)) suspects++
      at = end
    } else if (code === COMMA) values++
    else if (openers.has(code)) depth++
    else if (closers.has(code)) depth--
    refuseExcess(depth, values, suspects)
  }
}

function refuseExcess(depth: number, values: number, suspects: number): void {
  if (depth > MAX_DEPTH)
    throw invalid('too_deep', `The body is nested too deeply: at most ${MAX_DEPTH} levels are read.`)
  if (values >= MAX_VALUES)
    throw invalid('too_many_values', `The body has more than ${MAX_VALUES} values: send it in parts.`)
  if (suspects > MAX_SUSPECT_KEYS)
    throw invalid('too_many_dropped_keys', 'The body has too many keys such as __proto__: leave them out.')
}

/** Index of the quote that ends a string; past the end of the text when none does. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1)
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1)
  return end === -1 ? text.length : end
}

function isEscaped(text: string, quote: number): boolean {
  let before = quote - 1
  while (text.charCodeAt(before) === BACKSLASH) before--
  return (quote - before) % 2 === 0
}

function isSuspectKey(text: string, start: number, end: number): boolean {
  if (end - start > MAX_SUSPECT_LENGTH || !isBeforeColon(text, end + 1)) return false
  return suspectKey.test(text.slice(start, end))
}

function isBeforeColon(text: string, from: number): boolean {
  let at = from
  while (text.charCodeAt(at) <= 0x20) at++
  return text.charCodeAt(at) === COLON
}
