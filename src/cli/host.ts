import type { Writable } from 'node:stream'
import type { Host } from '../server/lifecycle.ts'

/** The process a command runs in, as far as commands touch it. */
export interface CliHost extends Host {
  readonly stdout: Writable
  /** Progress, notes and errors; `isTTY` on a terminal. */
  readonly stderr: Writable & { readonly isTTY?: boolean }
}
