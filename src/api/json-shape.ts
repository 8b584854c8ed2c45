import { invalid } from '../domain/errors.ts'

/** How deep a JSON body may be nested: far deeper than any that means something. */
const MAX_DEPTH = 500
/** How many values a JSON body may have: what is read and checked in one go. */
const MAX_VALUES = 200_000

const QUOTE = 0x22
const COMMA = 0x2c
const BACKSLASH = 0x5c
const openers = new Set([0x5b, 0x7b])
const closers = new Set([0x5d, 0x7d])

/**
 * Refuses, as `invalid`, a JSON text that would take long to parse for what it is: nested without end, or made of very
 * many values. Looks no further than the first excess.
 */
export function refuseCostlyJson(text: string): void {
  let depth = 0
  let values = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) at = endOfString(text, at)
    else if (code === COMMA) values++
    else if (openers.has(code)) depth++
    else if (closers.has(code)) depth--
    if (depth > MAX_DEPTH)
      throw invalid('too_deep', `The body is nested too deeply: at most ${MAX_DEPTH} levels are read.`)
    if (values >= MAX_VALUES)
      throw invalid('too_many_values', `The body has more than ${MAX_VALUES} values: send it in parts.`)
  }
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
