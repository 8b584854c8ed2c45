import { invalid } from '../domain/errors.ts'

/** How deep a JSON body may be nested: far deeper than any that means something. */
const MAX_DEPTH = 500
/** How many values a JSON body may have: what is read and checked in one go. */
const MAX_VALUES = 120_000
/** How many members an object may have: far more than any that means something, and few enough to be looked up fast. */
const MAX_MEMBERS = 1_000
/** How long one text may be. */
const MAX_TEXT_LENGTH = 1024 * 1024
/** How many keys may look like `__proto__` or `constructor`, which are dropped: to look for them takes a second walk. */
const MAX_SUSPECT_KEYS = 100

const QUOTE = 0x22
const COMMA = 0x2c
const COLON = 0x3a
const BACKSLASH = 0x5c
const BRACE = 0x7b
const openers = new Set([0x5b, BRACE])
const closers = new Set([0x5d, 0x7d])
const suspectKey = /^(?:__proto__|constructor|.{0,65}\\u.{0,65})$/
/** Length of the longest text that can be a suspect key: each of its letters as an escape. */
const MAX_SUSPECT_LENGTH = 'constructor'.length * '\\u0063'.length

/**
 * Refuses, as `invalid`, a JSON text that would take long to parse for what it is: nested without end, made of very
 * many values, with very many members in one object, a very long text, or many keys that must be dropped. Looks no
 * further than the first excess.
 */
export function refuseCostlyJson(text: string): void {
  const shape: Shape = { values: 0, suspects: 0, commas: [] }
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) at = passString(text, at, shape)
    else if (code === COMMA) countComma(shape)
    else if (openers.has(code)) open(code, shape)
    else if (closers.has(code)) shape.commas.pop()
  }
}

/** What has been seen of a text so far. */
interface Shape {
  values: number
  suspects: number
  /** Of each object that is open, and of the list that is (`-Infinity`, as there may be any): the commas in it. */
  readonly commas: number[]
}

function open(code: number, { commas }: Shape): void {
  commas.push(code === BRACE ? 0 : -Infinity)
  if (commas.length > MAX_DEPTH)
    throw invalid('too_deep', `The body is nested too deeply: at most ${MAX_DEPTH} levels are read.`)
}

function countComma(shape: Shape): void {
  const { commas } = shape
  const innermost = commas.length - 1
  const inIt = (commas[innermost] ?? 0) + 1
  if (innermost >= 0) commas[innermost] = inIt
  if (inIt >= MAX_MEMBERS)
    throw invalid('too_many_members', `An object of the body has more than ${MAX_MEMBERS} members.`)
  if (++shape.values >= MAX_VALUES)
    throw invalid('too_many_values', `The body has more than ${MAX_VALUES} values: send it in parts.`)
}

/** Index of the quote that ends a string, having looked at what it is. */
function passString(text: string, start: number, shape: Shape): number {
  const end = endOfString(text, start)
  if (end - start > MAX_TEXT_LENGTH)
    throw invalid('too_long_text', 'A text of the body is longer than 1 MiB.')
  if (isSuspectKey(text, start + 1, end) && ++shape.suspects > MAX_SUSPECT_KEYS)
    throw invalid('too_many_dropped_keys', 'The body has too many keys such as __proto__: leave them out.')
  return end
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
