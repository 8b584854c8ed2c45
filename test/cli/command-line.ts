import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll } from 'vitest'

const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))

/** What a command left behind. */
export interface Outcome {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs the built command line to its end. */
export function headcount(
  args: readonly string[],
  environment: Record<string, string> = {},
): Promise<Outcome> {
  const child = start(args, environment)
  const [stdout, stderr] = [textOf(child.stdout), textOf(child.stderr)]
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, stdout: stdout(), stderr: stderr() }))
  })
}

/** A server in a process of its own. */
export interface ServingProcess {
  readonly url: string
  readonly ownerToken: string
  stdout(): string
  stderr(): string
  /** Sends SIGTERM and resolves to the exit code. */
  stop(): Promise<number | null>
}

/** Starts `headcount serve` on any free port; resolves once it listens. */
export async function serving(directory: string, args: readonly string[] = []): Promise<ServingProcess> {
  const child = start(['serve', '--data', directory, '--port', '0', ...args], {})
  const [stdout, stderr] = [textOf(child.stdout), textOf(child.stderr)]
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', () => {
      if (stdout().includes('listening on ')) resolve()
    })
    ended.then((code) => reject(new Error(`serve ended with ${code}: ${stderr()}`)), reject)
  })
  return {
    url: /listening on (\S+)/.exec(stdout())?.[1] ?? '',
    ownerToken: /owner token[^:]*: (\S+)/.exec(stdout())?.[1] ?? '',
    stdout,
    stderr,
    stop() {
      child.kill('SIGTERM')
      return ended
    },
  }
}

const scratches: string[] = []

afterAll(() => {
  for (const directory of scratches) rmSync(directory, { recursive: true, force: true })
})

/** A new directory of its own, gone after the tests of the file. */
export function scratch(): string {
  const directory = mkdtempSync(join(tmpdir(), 'headcount-cli-'))
  scratches.push(directory)
  return directory
}

function start(args: readonly string[], environment: Record<string, string>): ChildProcess {
  return spawn(process.execPath, [main, ...args], {
    env: { PATH: '/usr/bin:/bin', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

function textOf(stream: NodeJS.ReadableStream | null): () => string {
  let text = ''
  stream?.setEncoding('utf8').on('data', (piece: string) => {
    text += piece
  })
  return () => text
}
