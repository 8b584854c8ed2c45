import { expect, test } from 'vitest'
import { conflict, DomainError, invalid, notFound, overloaded } from '../../src/domain/errors.ts'

test('a refusal has a kind for its surface, a code for programs and a message for people', () => {
  const cause = new Error('disk full')
  const refusals = [
    invalid('bad_name', 'name must not be empty.'),
    notFound('space', 'spc_x'),
    conflict('taken', 'spc_x is taken.'),
    overloaded('Try again shortly.'),
    new DomainError('forbidden', 'no_scope', 'This needs another token.', { cause }),
  ]

  expect(refusals.map(({ kind, code, message }) => [kind, code, message])).toEqual([
    ['invalid', 'bad_name', 'name must not be empty.'],
    ['not_found', 'space_not_found', 'There is no space spc_x, or it is not yours to see.'],
    ['conflict', 'taken', 'spc_x is taken.'],
    ['overloaded', 'overloaded', 'Try again shortly.'],
    ['forbidden', 'no_scope', 'This needs another token.'],
  ])
  expect(refusals.at(-1)?.cause).toBe(cause)
  expect(refusals.every((refusal) => refusal instanceof Error && refusal.name === 'DomainError')).toBe(true)
})
