import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** The built command line, as operators run it. */
export const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))

const TOKEN = 'tok_owner_of_the_crash_suite'

/** A server in a process of its own, to be ended without warning. */
export class KillableServer {
  readonly #child: ChildProcess
  /** Where it listens; `null` when it was killed before. */
  readonly url: Promise<string | null>

  constructor(directory: string, further: Readonly<Record<string, string>> = {}) {
    const environment = { HEADCOUNT_OWNER_TOKEN: TOKEN, HEADCOUNT_RATE_LIMIT: 'off', ...further }
    this.#child = spawn(
      process.execPath,
      [MAIN, 'serve', '--data', directory, '--port', '0', '--log-level', 'error'],
      { env: environment, stdio: ['ignore', 'pipe', 'inherit'] },
    )
    this.url = this.#listening()
  }

  async #listening(): Promise<string | null> {
    const { stdout } = this.#child
    if (stdout === null) return null
    for await (const line of createInterface({ input: stdout })) {
      const url = /^listening on (\S+)$/.exec(line)?.[1]
      if (url === undefined) continue
      stdout.resume()
      return url
    }
    return null
  }

  /** The body of a good answer; `null` when there is none, since the server refused, was killed, or is not up. */
  async ask(method: string, path: string, body?: string, type = 'application/json'): Promise<string | null> {
    const url = await this.url
    if (url === null) return null
    try {
      const response = await fetch(`${url}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${TOKEN}`,
          ...(body === undefined ? {} : { 'content-type': type }),
        },
        ...(body === undefined ? {} : { body }),
      })
      const text = await response.text()
      return response.ok ? text : null
    } catch {
      return null
    }
  }

  /** Sends a signal; resolves once the process has ended. */
  async end(signal: NodeJS.Signals): Promise<void> {
    this.signal(signal)
    if (this.#child.exitCode === null && this.#child.signalCode === null) await once(this.#child, 'exit')
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal)
  }
}
