import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { Agent, type IncomingMessage, request } from 'node:http'
import { createInterface } from 'node:readline'
import { text as textOf } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { childScript } from './child-script.ts'

/** Memory of a process in MiB. */
export interface Memory {
  readonly residentMiB: number
  /** The most it ever was. */
  readonly peakMiB: number
}

/** A server in a process of its own, as operators run it. */
export class ServerProcess {
  readonly host: string
  readonly port: number
  /** From the start of the process until it could answer. */
  readonly startMs: number
  readonly #child: ChildProcess
  readonly #agent = new Agent({ keepAlive: true })

  private constructor(child: ChildProcess, url: URL, startMs: number) {
    this.#child = child
    this.host = url.hostname
    this.port = Number(url.port)
    this.startMs = startMs
  }

  /** Runs a script of this layer, which prints `listening on <url>`. */
  static async start(script: string, ...parameters: readonly string[]): Promise<ServerProcess> {
    const begun = performance.now()
    const child = spawn(process.execPath, [fileURLToPath(childScript(script)), ...parameters], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    for await (const line of createInterface({ input: child.stdout })) {
      const url = /^listening on (\S+)$/.exec(line)?.[1]
      if (url === undefined) continue
      const startMs = performance.now() - begun
      child.stdout.resume()
      return new ServerProcess(child, new URL(url), startMs)
    }
    throw new Error(`The server ended before it listened (${script}).`)
  }

  /** Asks over a connection kept open; resolves to the body of a good answer, rejects when it is another. */
  async ask(path: string, token: string, body: string): Promise<string> {
    const asked = request({
      host: this.host,
      port: this.port,
      method: 'POST',
      path,
      agent: this.#agent,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
      },
    })
    asked.end(body)
    const [response] = (await once(asked, 'response')) as [IncomingMessage]
    const text = await textOf(response)
    if (response.statusCode === 200) return text
    throw new Error(`${path} answered ${response.statusCode}: ${text.slice(0, 300)}`)
  }

  /** `null` where the system does not tell. */
  async memory(): Promise<Memory | null> {
    const status = await readFile(`/proc/${this.#child.pid}/status`, 'utf8').catch(() => null)
    if (status === null) return null
    const mebibytes = (name: string) =>
      Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]) / 1_024
    return { residentMiB: mebibytes('VmRSS'), peakMiB: mebibytes('VmHWM') }
  }

  /** Seconds of processor time used so far, where the system counts in hundredths; `null` where it does not tell. */
  async processorSeconds(): Promise<number | null> {
    const stat = await readFile(`/proc/${this.#child.pid}/stat`, 'utf8').catch(() => null)
    if (stat === null) return null
    const [, , , , , , , , , , , user, system] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return (Number(user) + Number(system)) / 100
  }

  async stop(): Promise<void> {
    this.#agent.destroy()
    if (this.#child.exitCode !== null) return
    const exited = once(this.#child, 'exit')
    this.#child.kill('SIGTERM')
    await exited
  }
}
