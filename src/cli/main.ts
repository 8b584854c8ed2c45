#!/usr/bin/env node
import type { CliHost } from './host.ts'
import { run } from './run.ts'

const host: CliHost = {
  // biome-ignore lint/style/noProcessEnv: the one place where the environment is read; everything below is handed it.
  environment: process.env,
  stdout: process.stdout,
  stderr: process.stderr,
  on: (event, listener) => process.on(event, listener),
  off: (event, listener) => process.off(event, listener),
  exit: (code) => process.exit(code),
}

// A reader such as `head` that has seen enough is no failure.
process.stdout.on('error', (error: Error & { code?: string }) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

process.exitCode = await run(process.argv.slice(2), host)
