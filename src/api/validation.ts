import type { FastifySchemaCompiler } from 'fastify'
import type { z } from 'zod'
import { invalid } from '../domain/errors.ts'
import { expectation } from './expectation.ts'

type Issue = z.core.$ZodIssue

const partNames: Readonly<Record<string, string>> = {
  body: 'The body',
  querystring: 'The query',
  params: 'The path',
  headers: 'The headers',
}

/** Most problems that one message tells of. */
const PROBLEMS_TOLD = 5

/**
 * Checks a part of a request against its Zod schema and hands the parsed value on. What does not fit is refused
 * as `invalid` with one message that names each field and says what would be right.
 */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart }) => {
  const part = partNames[httpPart ?? ''] ?? 'The request'
  return (data) => {
    try {
      const result = schema.safeParse(data, { error: expectation })
      if (result.success) return { value: result.data }
      return { error: invalid('invalid_request', describeIssues(result.error.issues, part)) }
    } catch (error) {
      // A value that is too deep for the stack is the caller's mistake, not a failure of ours.
      if (error instanceof RangeError) return { error: invalid('too_deep', `${part} is nested too deeply.`) }
      throw error
    }
  }
}

/**
 * Issues as one readable message, such as `` `name` is required: a string. `` The message of an issue is a
 * predicate about its field (`must be after start`); `part` is the subject where no field is to blame.
 */
export function describeIssues(issues: readonly Issue[], part: string): string {
  const problems = issues.flatMap(narrow)
  const told = problems.slice(0, PROBLEMS_TOLD).map(({ path, message }) => {
    const subject = path.length === 0 ? part : `\`${fieldName(path)}\``
    return `${subject} ${message}.`
  })
  const rest = problems.length - told.length
  return [...told, ...(rest > 0 ? [`There are ${rest} more problems.`] : [])].join(' ')
}

interface Problem {
  readonly path: readonly PropertyKey[]
  readonly message: string
}

/** The problems behind an issue: of a union, those of the alternative that the value came nearest to. */
function narrow(issue: Issue): readonly Problem[] {
  if (issue.code !== 'invalid_union') return [issue]
  const branches: readonly (readonly Problem[])[] = issue.errors.map((errors) => errors.flatMap(narrow))
  const nearest = branches.find((problems) => problems.some(({ path }) => path.length > 0))
  if (nearest === undefined) return [issue]
  return nearest.map(({ path, message }) => ({ path: [...issue.path, ...path], message }))
}

function fieldName(path: readonly PropertyKey[]): string {
  const steps = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
  return steps.join('').replace(/^\./, '')
}
