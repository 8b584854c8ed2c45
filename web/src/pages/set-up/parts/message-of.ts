import { HeadcountError } from '../../../../../src/client/headcount-error.ts'

/** What went wrong, in the server’s own words where it said any. */
export function messageOf(error: unknown): string {
  return error instanceof HeadcountError ? error.detail : String(error)
}

/** Whether the server refused because of what is there. */
export function isConflict(error: unknown): boolean {
  return error instanceof HeadcountError && error.status === 409
}
