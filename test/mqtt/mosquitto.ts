import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { connectAsync, type MqttClient } from 'mqtt'

const program = '/usr/sbin/mosquitto'

/** Whether there is a broker on this machine to test with. */
export const hasMosquitto = existsSync(program)

/** A user that a broker demands. */
export interface Account {
  readonly name: string
  readonly password: string
}

/** A real Mosquitto on a port and in a directory of its own, which can be stopped and started again. */
export class Mosquitto {
  readonly port: number
  readonly #directory: string
  readonly #account: Account | null
  #child: ChildProcess | null = null

  private constructor(port: number, account: Account | null) {
    this.port = port
    this.#account = account
    this.#directory = mkdtempSync(join(tmpdir(), 'headcount-mqtt-'))
  }

  static async start(account: Account | null = null): Promise<Mosquitto> {
    const broker = new Mosquitto(await freePort(), account)
    broker.#configure()
    await broker.run()
    return broker
  }

  get url(): string {
    const login = this.#account === null ? '' : `${this.#account.name}:${this.#account.password}@`
    return `mqtt://${login}127.0.0.1:${this.port}`
  }

  async run(): Promise<void> {
    this.#child = spawn(program, ['-c', join(this.#directory, 'mosquitto.conf')], { stdio: 'ignore' })
    for (;;) {
      try {
        const client = await connectAsync(this.url, { reconnectPeriod: 0, connectTimeout: 1_000 })
        await client.endAsync()
        return
      } catch {
        await delay(50)
      }
    }
  }

  /** Stops it; sessions and what waits in them are kept. */
  async stop(): Promise<void> {
    const child = this.#child
    this.#child = null
    if (child === null) return
    child.kill('SIGTERM')
    await once(child, 'exit')
  }

  async remove(): Promise<void> {
    await this.stop()
    rmSync(this.#directory, { recursive: true })
  }

  /** A client that publishes. */
  publisher(): Promise<MqttClient> {
    return connectAsync(this.url)
  }

  #configure(): void {
    const passwords = join(this.#directory, 'passwords')
    const account = this.#account
    if (account !== null) {
      writeFileSync(passwords, '', { mode: 0o600 })
      execFileSync('mosquitto_passwd', ['-b', passwords, account.name, account.password])
    }
    const lines = [
      `listener ${this.port} 127.0.0.1`,
      account === null ? 'allow_anonymous true' : `allow_anonymous false\npassword_file ${passwords}`,
      'persistence true',
      `persistence_location ${this.#directory}/`,
      'user root',
      // Everything that a flood leaves is kept for the server that is away.
      'max_queued_messages 0',
      'max_inflight_messages 0',
    ]
    writeFileSync(join(this.#directory, 'mosquitto.conf'), `${lines.join('\n')}\n`)
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
