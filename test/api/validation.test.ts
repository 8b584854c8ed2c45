import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { expectation } from '../../src/api/expectation.ts'
import { describeIssues } from '../../src/api/validation.ts'
import { instant } from '../../src/api/wire.ts'

function messageFor(schema: z.ZodType, value: unknown): string {
  const result = schema.safeParse(value, { error: expectation })
  if (result.success) throw new Error('the value fits')
  return describeIssues(result.error.issues, 'The body')
}

const range = z
  .object({ start: instant, end: instant })
  .refine(({ start, end }) => start < end, { path: ['end'], error: 'must be after start' })

describe('a message about a wrong value', () => {
  test.each<[string, z.ZodType, unknown, string]>([
    ['a missing field', z.object({ name: z.string() }), {}, '`name` is required: a string.'],
    ['a wrong type', z.object({ name: z.string() }), { name: 4 }, '`name` must be a string.'],
    ['a null', z.object({ name: z.string() }), { name: null }, '`name` must be a string.'],
    ['a body', z.object({}), 'text', 'The body must be an object.'],
    ['a fraction', z.object({ n: z.int() }), { n: 1.5 }, '`n` must be an integer.'],
    ['a word', z.object({ mode: z.enum(['a', 'b']) }), { mode: 'c' }, '`mode` must be one of: a, b.'],
    ['a missing word', z.object({ mode: z.enum(['a', 'b']) }), {}, '`mode` is required: one of: a, b.'],
    ['the only word', z.object({ mode: z.literal('a') }), { mode: 'c' }, '`mode` must be a.'],
    ['too little', z.object({ n: z.int().min(0) }), { n: -1 }, '`n` must be at least 0.'],
    ['too much', z.object({ n: z.number().lt(5) }), { n: 5 }, '`n` must be less than 5.'],
    ['too short', z.object({ s: z.string().min(2) }), { s: '' }, '`s` must be at least 2 characters long.'],
    [
      'too many',
      z.object({ a: z.array(z.int()).max(1) }),
      { a: [1, 2] },
      '`a` must be a list of at most 1 items.',
    ],
    ['a step', z.object({ n: z.int().multipleOf(5) }), { n: 3 }, '`n` must be a multiple of 5.'],
    ['a stranger', z.strictObject({}), { no: 1 }, 'The body must be without no.'],
    [
      'an element',
      z.object({ a: z.array(z.object({ n: z.int() })) }),
      { a: [{ n: 1 }, {}] },
      '`a[1].n` is required: an integer.',
    ],
    [
      'no instant',
      z.object({ at: instant }),
      { at: 'now' },
      '`at` must be an ISO 8601 date and time with `Z` or an offset, such as 2024-05-14T09:00:00Z.',
    ],
    [
      'a day that is none',
      z.object({ at: instant }),
      { at: '2024-02-30T00:00:00Z' },
      '`at` must be an ISO 8601 date and time with `Z` or an offset, such as 2024-05-14T09:00:00Z.',
    ],
    [
      'no alternative',
      z.object({ v: z.union([z.string(), z.int()]) }),
      { v: true },
      '`v` must be a string or an integer.',
    ],
    [
      'the nearest alternative',
      z.union([z.array(z.int()), z.object({ n: z.int() })]),
      { n: 'x' },
      '`n` must be an integer.',
    ],
    [
      'its own words',
      range,
      { start: '2024-05-14T09:00:00Z', end: '2024-05-14T09:00:00Z' },
      '`end` must be after start.',
    ],
  ])('names the field and what would be right: %s', (_what, schema, value, message) => {
    expect(messageFor(schema, value)).toBe(message)
  })

  test('tells of all wrong fields, but not endlessly', () => {
    const message = messageFor(z.array(z.int()), Array(1_000).fill('x'))

    expect(message).toBe(
      `${[0, 1, 2, 3, 4].map((index) => `\`[${index}]\` must be an integer.`).join(' ')} There are 995 more problems.`,
    )
  })

  test('never repeats what was sent', () => {
    expect(messageFor(z.object({ token: z.email() }), { token: 'secret' })).not.toContain('secret')
  })
})
