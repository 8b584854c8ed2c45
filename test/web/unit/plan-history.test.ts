import fc from 'fast-check'
import { expect, test } from 'vitest'
import { historyOf, record, redo, undo } from '../../../web/src/pages/floor/geometry/history.ts'

test('what was done can be undone and redone', () => {
  const drawn = record(record(historyOf('empty'), 'one'), 'two')

  expect(undo(drawn).present).toBe('one')
  expect(undo(undo(drawn)).present).toBe('empty')
  expect(redo(undo(drawn))).toEqual(drawn)
})

test('there is nothing before the beginning and nothing after the end', () => {
  const begun = historyOf('empty')
  expect(undo(begun)).toBe(begun)
  expect(redo(begun)).toBe(begun)
})

test('going on after undoing forgets what was undone', () => {
  const branched = record(undo(record(historyOf('empty'), 'one')), 'other')
  expect(redo(branched).present).toBe('other')
  expect(undo(branched).present).toBe('empty')
})

test('as many undos as steps lead back, and as many redos forth again', () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { maxLength: 100 }), (steps) => {
      const done = steps.reduce(record<number>, historyOf(-1))
      const back = steps.reduce((held) => undo(held), done)
      expect(back.present).toBe(-1)
      expect(steps.reduce((held) => redo(held), back)).toEqual(done)
    }),
  )
})
