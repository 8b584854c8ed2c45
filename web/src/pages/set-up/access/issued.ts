import type { Secret } from '../parts/secret-dialog.tsx'

/** What was issued this moment, to be shown once. */
export interface Issued {
  readonly title: string
  readonly secrets: readonly Secret[]
  /** A call that uses it. */
  readonly example: string
}
