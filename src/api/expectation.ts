import { z } from 'zod'

type RawIssue = z.core.$ZodRawIssue

const typeNames: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  int: 'an integer',
  boolean: 'true or false',
  null: 'null',
  array: 'an array',
  object: 'an object',
  record: 'an object',
}

const formatNames: Readonly<Record<string, string>> = {
  datetime: 'an ISO 8601 date and time with `Z` or an offset, such as 2024-05-14T09:00:00Z',
  date: 'a date as YYYY-MM-DD',
  email: 'an e-mail address',
  url: 'a URL',
  uuid: 'a UUID',
}

/**
 * What a value ought to have been, as a predicate about its field: `must be one of: read, write`. It stands in
 * where a schema has no message of its own.
 */
export function expectation(issue: RawIssue): string {
  const wanted = describe(issue)
  const isMissing = issue.input === undefined && issue.code !== 'custom'
  return isMissing ? `is required: ${wanted}` : `must be ${wanted}`
}

function describe(issue: RawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return typeNames[wantsInteger(issue) ? 'int' : issue.expected] ?? `of type ${issue.expected}`
    case 'invalid_value':
      return issue.values.length === 1 ? String(issue.values[0]) : `one of: ${issue.values.join(', ')}`
    case 'invalid_format':
      return formatNames[issue.format] ?? `well formed (${issue.pattern ?? issue.format})`
    case 'too_small':
      return bound(issue.origin, issue.inclusive === false ? 'more than' : 'at least', issue.minimum)
    case 'too_big':
      return bound(issue.origin, issue.inclusive === false ? 'less than' : 'at most', issue.maximum)
    case 'not_multiple_of':
      return `a multiple of ${issue.divisor}`
    case 'unrecognized_keys':
      return `without ${issue.keys.join(', ')}`
    case 'invalid_union':
      return [...new Set(issue.errors.flat().map(({ message }) => message.replace(/^must be /, '')))].join(
        ' or ',
      )
    default:
      return 'valid'
  }
}

/** Whether a schema that was given something other than a number asks for a whole one, which Zod does not tell. */
function wantsInteger({ inst }: RawIssue): boolean {
  return inst instanceof z.ZodNumber && inst.isInt
}

function bound(origin: string, relation: string, limit: number | bigint): string {
  if (origin === 'string') return `${relation} ${limit} characters long`
  if (origin === 'array' || origin === 'set') return `a list of ${relation} ${limit} items`
  return `${relation} ${limit}`
}
