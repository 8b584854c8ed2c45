import jsonata from 'jsonata'

/**
 * How long one expression may take, in milliseconds, and so hold up everybody else. The shipped ones take 0.3 in the median; what
 * takes longer becomes a dead letter.
 */
const TIMEOUT_MS = 250
/** How deep its calls may go. */
const MAX_DEPTH = 500
/** How many items a list of it may have. */
const MAX_ITEMS = 20_000

/** A mapping says something that cannot be done; the message says which expression and why. */
export class MappingFailure extends Error {
  override readonly name = 'MappingFailure'
}

/** A JSONata expression that is bounded in time, depth and size. */
export interface BoundedExpression {
  /** The value of plain JSON, `undefined` for none. Rejects with {@link MappingFailure}. */
  evaluate(input: unknown, bindings: Readonly<Record<string, unknown>>): Promise<unknown>
}

/** Reads an expression. Throws {@link MappingFailure}; `place` says where it stands. */
export function readExpression(text: string, place: string): BoundedExpression {
  const expression = failing(place, () =>
    jsonata(text, {
      RegexEngine: NoPatterns as unknown as RegExpConstructor,
      timeout: TIMEOUT_MS,
      stack: MAX_DEPTH,
      sequence: MAX_ITEMS,
    }),
  )
  // What could run without end or take any amount of memory in one step.
  for (const name of ['eval', 'pad']) expression.assign(name, undefined)
  return {
    async evaluate(input, bindings) {
      try {
        return plain(await expression.evaluate(input, bindings))
      } catch (error) {
        throw new MappingFailure(`${place}: ${messageOf(error)}`, { cause: error })
      }
    },
  }
}

/** A pattern can take time without end in one step, which nothing could stop. */
class NoPatterns {
  constructor() {
    throw new Error(
      'patterns (/…/) are not taken: compare texts, or use $contains, $substringAfter and $split',
    )
  }
}

/** Without what JSONata adds to its lists. */
function plain(value: unknown): unknown {
  const text = JSON.stringify(value)
  return text === undefined ? undefined : (JSON.parse(text) as unknown)
}

function failing<T>(place: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw new MappingFailure(`${place}: ${messageOf(error)}`, { cause: error })
  }
}

/** JSONata throws objects that are no errors. */
function messageOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'message' in error) return String(error.message)
  return 'the expression cannot be evaluated'
}
