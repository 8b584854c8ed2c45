import { CommanderError } from 'commander'
import { HeadcountError } from '../client/headcount-error.ts'
import { DomainError } from '../domain/errors.ts'
import { ConfigError } from '../server/config-error.ts'
import { StoreUnusable } from '../storage/store-unusable.ts'

/** The command was called in a way that cannot be right: exit 2. The message says what would be. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'UsageError'
  }
}

/** The command could not do what it was asked: exit 1. The message says why. */
export class CommandFailed extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = 'CommandFailed'
  }
}

/** How a failure ends the process (native.md §1), and what is to be said about it; `null` when it was said already. */
export function describeFailure(error: unknown): { readonly exitCode: number; readonly text: string | null } {
  if (error instanceof CommanderError) return { exitCode: error.exitCode === 0 ? 0 : 2, text: null }
  if (error instanceof UsageError || error instanceof ConfigError) return { exitCode: 2, text: error.message }
  return { exitCode: 1, text: isExplained(error) ? error.message : unexpected(error) }
}

function isExplained(error: unknown): error is Error {
  if (error instanceof CommandFailed || error instanceof StoreUnusable) return true
  if (error instanceof DomainError || error instanceof HeadcountError) return true
  // What the operating system says about a file names it, and what is wrong with it.
  return error instanceof Error && 'syscall' in error
}

function unexpected(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
