import { readConfig } from '../server/read-config.ts'
import type { CliHost } from './host.ts'
import { Progress } from './progress.ts'

/** What every command stands on. */
export interface Cli {
  readonly host: CliHost
  /** What the process ends with when nothing fails. */
  exitCode: number
  /** Writes a line of the answer. */
  print(line: string): void
  /** Writes the answer for a script. */
  printJson(answer: unknown): void
  /** Writes a line beside the answer. */
  note(line: string): void
  /** Begins to tell how far something has come. */
  progress(label: string): Progress
  /** The data directory: as given, else `HEADCOUNT_DATA`, the configuration file or `./data`. */
  dataDirectory(given: string | undefined): string
}

/** What commands print with, over a process. */
export function createCli(host: CliHost): Cli {
  return {
    host,
    exitCode: 0,
    print: (line) => void host.stdout.write(`${line}\n`),
    printJson: (answer) => void host.stdout.write(`${JSON.stringify(answer, null, 2)}\n`),
    note: (line) => void host.stderr.write(`${line}\n`),
    progress: (label) => new Progress(label, host.stderr),
    dataDirectory: (given) => readConfig({ data: given }, host.environment).data,
  }
}

const numbers = new Intl.NumberFormat('en-US')

/** A number as people read it: `10,371`. */
export function readable(count: number): string {
  return numbers.format(count)
}
