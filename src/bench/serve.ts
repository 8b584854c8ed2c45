import { serve } from '../server/lifecycle.ts'

const [data] = process.argv.slice(2)
if (data === undefined) throw new Error('Name the data directory.')

// As `headcount serve` does it, but with no other settings than these, whatever the environment says.
process.exitCode = await serve(
  { data, port: '0', rateLimit: 'off', densityRanges: 'open', logLevel: 'error' },
  {
    environment: {},
    stdout: process.stdout,
    stderr: process.stderr,
    on: (event, listener) => process.on(event, listener),
    off: (event, listener) => process.off(event, listener),
    exit: (code) => process.exit(code),
  },
)
