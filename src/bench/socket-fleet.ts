import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { childScript } from './child-script.ts'
import type { ClientsAnswer, ClientsRequest } from './live-clients.ts'
import type { ServerProcess } from './server-process.ts'

/** A live message that a client heard. */
export interface HeardMessage {
  /** The timestamp of the reading that it tells of. */
  readonly at: string
  /** When it was heard, in milliseconds of the machine's monotonic clock. */
  readonly heardMs: number
}

/** Many WebSocket clients in a process of their own. */
export class SocketFleet {
  readonly #child: ChildProcess

  private constructor(child: ChildProcess) {
    this.#child = child
  }

  /** Opens one socket at each path. */
  static async open({ host, port }: ServerProcess, paths: readonly string[]): Promise<SocketFleet> {
    const fleet = new SocketFleet(fork(fileURLToPath(childScript('live-clients'))))
    await fleet.#ask({ kind: 'open', host, port, paths })
    return fleet
  }

  /** What was heard since the last call. */
  async heard(): Promise<readonly HeardMessage[]> {
    const answer = await this.#ask({ kind: 'report' })
    if (answer.kind !== 'heard') throw new Error('The clients answered something else.')
    return answer.at.map((at, index) => ({ at, heardMs: answer.heardMs[index] ?? Number.NaN }))
  }

  async close(): Promise<void> {
    const exited = once(this.#child, 'exit')
    this.#child.disconnect()
    await exited
  }

  async #ask(request: ClientsRequest): Promise<ClientsAnswer> {
    const ended = once(this.#child, 'exit').then(() => {
      throw new Error('The clients ended.')
    })
    this.#child.send(request)
    const [answer] = (await Promise.race([once(this.#child, 'message'), ended])) as [ClientsAnswer]
    ended.catch(() => undefined)
    return answer
  }
}

/** Now, in milliseconds of the machine's monotonic clock, the same in all of its processes. */
export function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1e6
}
