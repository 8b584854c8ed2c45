import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

const MARK = 'end of answer'

/** A `psql` that stays connected to a server. One script at a time. */
export class Psql {
  readonly #child: ChildProcessWithoutNullStreams
  readonly #lines: AsyncIterableIterator<string>
  #stderr = ''

  /** Connects to the socket in a directory. */
  constructor(program: string, socketDirectory: string, user: string) {
    const settings = ['-X', '-q', '-A', '-t', '-F', ',', '-v', 'ON_ERROR_STOP=1']
    this.#child = spawn(program, [...settings, '-h', socketDirectory, '-U', user, '-d', 'postgres'])
    this.#child.stderr.on('data', (chunk) => {
      this.#stderr += String(chunk)
    })
    this.#child.stdin.on('error', () => undefined)
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]()
  }

  /** Runs statements and backslash commands, each on a line; resolves to the lines they print. */
  async run(script: string): Promise<readonly string[]> {
    this.#child.stdin.write(`${script}\n\\echo ${MARK}\n`)
    const printed: string[] = []
    for (;;) {
      const { value, done } = await this.#lines.next()
      if (done === true) throw new Error(`psql ended: ${this.#stderr.trim()}`)
      if (value === MARK) return printed
      printed.push(value)
    }
  }

  /** Runs a statement, throws its answer away, and resolves to the milliseconds that psql measured. */
  async time(statement: string): Promise<number> {
    const printed = await this.run(`\\o /dev/null\n\\timing on\n${statement};\n\\timing off\n\\o`)
    const match = printed.map((line) => /^Time: ([\d.]+) ms/.exec(line)).find((found) => found !== null)
    if (match === undefined) throw new Error(`psql did not tell the time: ${printed.join(' ')}`)
    return Number(match?.[1])
  }

  close(): void {
    this.#child.stdin.end('\\q\n')
  }
}
