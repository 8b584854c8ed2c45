import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeCursor, encodeCursor } from '../../src/api/cursor.ts'

const position = fc.array(fc.oneof(fc.integer(), fc.string({ unit: 'grapheme' })), { maxLength: 4 })

describe('a cursor', () => {
  test('says where it was made', () => {
    fc.assert(
      fc.property(fc.string(), position, (binding, place) => {
        expect(decodeCursor(binding, encodeCursor(binding, place))).toEqual(place)
      }),
    )
  })

  test('is unpadded base64url', () => {
    fc.assert(
      fc.property(fc.string(), position, (binding, place) => {
        expect(encodeCursor(binding, place)).toMatch(/^[A-Za-z0-9_-]+$/)
      }),
    )
  })

  test('is refused by any other query', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), position, (one, other, place) => {
        fc.pre(one !== other)
        expect(() => decodeCursor(other, encodeCursor(one, place))).toThrow(/another query/)
      }),
    )
  })

  test('is refused when a character is changed, lost or added', () => {
    const character = fc.constantFrom(...'ABCxyz019-_=+/ .')
    fc.assert(
      fc.property(position, fc.nat(), character, (place, pick, other) => {
        const cursor = encodeCursor('list', place)
        const index = pick % cursor.length
        const [before, after] = [cursor.slice(0, index), cursor.slice(index + 1)]
        for (const damaged of [
          before + other + after,
          before + after,
          before + other + cursor.slice(index),
        ]) {
          if (damaged === cursor) continue
          expect(() => decodeCursor('list', damaged)).toThrow(/damaged/)
        }
      }),
    )
  })

  test.each(['[', 'null', '1', '{}', '[null]', '[1.5]', '[1e999]'])(
    'is refused when it is forged, with a checksum that is right: %s',
    (text) => {
      const check = createHash('sha256')
        .update(JSON.stringify(['audit', text]))
        .digest('hex')
        .slice(0, 16)
      const forged = Buffer.from(check + text).toString('base64url')

      expect(() => decodeCursor('audit', forged)).toThrow(expect.objectContaining({ code: 'bad_cursor' }))
    },
  )
})
