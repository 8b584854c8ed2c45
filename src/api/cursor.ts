import { createHash } from 'node:crypto'
import { invalid } from '../domain/errors.ts'

/** Where a page ends: the values that order it. */
export type Position = readonly (number | string)[]

const CHECK_LENGTH = 16

/**
 * A place in a list as opaque, unpadded base64url. `binding` names the list with all that decides its order and
 * its rows: with another one the cursor is refused (occuspace.md §1).
 */
export function encodeCursor(binding: string, position: Position): string {
  const text = JSON.stringify(position)
  return Buffer.from(checkOf(binding, text) + text).toString('base64url')
}

/** The place that a cursor of the same `binding` stands for. Refused as `invalid` when damaged or from another. */
export function decodeCursor(binding: string, cursor: string): Position {
  const decoded = Buffer.from(cursor, 'base64url').toString()
  const [check, text] = [decoded.slice(0, CHECK_LENGTH), decoded.slice(CHECK_LENGTH)]
  // Decoding forgives stray characters, so the cursor must also be the one that would be written.
  const isGenuine = check === checkOf(binding, text) && Buffer.from(decoded).toString('base64url') === cursor
  if (!isGenuine) {
    throw invalid('bad_cursor', '`cursor` is damaged or from another query: take it from the last answer.')
  }
  const position: unknown = parsed(text)
  // The checksum keeps out mistakes, not forgeries.
  if (!isPosition(position)) throw invalid('bad_cursor', '`cursor` is not one that was answered.')
  return position
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function isPosition(value: unknown): value is Position {
  return Array.isArray(value) && value.every((part) => typeof part === 'string' || Number.isSafeInteger(part))
}

function checkOf(binding: string, text: string): string {
  return createHash('sha256')
    .update(JSON.stringify([binding, text]))
    .digest('hex')
    .slice(0, CHECK_LENGTH)
}
