import { EventEmitter } from 'node:events'
import { type Host, serve } from '../../src/server/lifecycle.ts'
import type { Environment } from '../../src/server/read-config.ts'

/** A server that runs in this process as if it had one of its own. */
export interface Running {
  /** Delivers a signal or an error, as the operating system or the runtime would. */
  readonly emit: (event: string, cause?: unknown) => void
  /** Resolves to what was printed, once `text` is in it. */
  readonly printed: (text: string) => Promise<string>
  readonly stdout: () => string
  readonly stderr: () => string
  /** Codes with which the process was ended at once. */
  readonly exits: readonly number[]
  /** Exit code of the run. */
  readonly code: Promise<number>
}

/** Runs a server on a free port. */
export function run(environment: Environment): Running {
  const events = new EventEmitter()
  const exits: number[] = []
  let [stdout, stderr] = ['', '']
  const host: Host = {
    environment: { HEADCOUNT_PORT: '0', ...environment },
    stdout: {
      write: (text: string) => {
        stdout += text
        events.emit('printed')
      },
    },
    stderr: { write: (text: string) => (stderr += text) },
    on: (event, listener) => events.on(event, listener),
    off: (event, listener) => events.off(event, listener),
    exit: (code) => void exits.push(code),
  }
  const code = serve({}, host)
  return {
    emit: (event, cause = event) => void events.emit(event, cause),
    printed: async (text) => {
      while (!stdout.includes(text)) {
        await Promise.race([
          new Promise((resolve) => events.once('printed', resolve)),
          code.then((early) => Promise.reject(new Error(`ended with ${early}: ${stderr}`))),
        ])
      }
      return stdout
    },
    stdout: () => stdout,
    stderr: () => stderr,
    exits,
    code,
  }
}

/** The address a running server says that it listens on. */
export async function addressOf(running: Running): Promise<string> {
  const printed = await running.printed('listening on ')
  return /^listening on (http:\S+)$/m.exec(printed)?.[1] ?? ''
}
