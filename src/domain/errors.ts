/** What kind of refusal an error is; surfaces turn it into a status of their protocol. */
export type ErrorKind = 'invalid' | 'unauthenticated' | 'forbidden' | 'not_found' | 'conflict' | 'overloaded'

/**
 * A refusal with a stable `code`. Its message says what was wrong and what would be right, and is fit for
 * the caller to read.
 */
export class DomainError extends Error {
  readonly kind: ErrorKind
  readonly code: string

  constructor(kind: ErrorKind, code: string, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = 'DomainError'
    this.kind = kind
    this.code = code
  }
}

/** A value the caller sent is wrong by itself. */
export function invalid(code: string, message: string): DomainError {
  return new DomainError('invalid', code, message)
}

/** What the caller refers to does not exist, or is not theirs to see: the two read the same. */
export function notFound(what: string, id: string | number): DomainError {
  return new DomainError(
    'not_found',
    `${what}_not_found`,
    `There is no ${what} ${id}, or it is not yours to see.`,
  )
}

/** What the caller wants to create or delete clashes with what is there. */
export function conflict(code: string, message: string): DomainError {
  return new DomainError('conflict', code, message)
}

/** The server cannot take more work now; nothing of the request was kept. */
export function overloaded(message: string): DomainError {
  return new DomainError('overloaded', 'overloaded', message)
}
