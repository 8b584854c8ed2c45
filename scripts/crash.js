// The crash suite with as many rounds as wanted: `npm run test:crash -- --rounds 500`.
import { spawnSync } from 'node:child_process'
import { env as inherited } from 'node:process'
import { parseArgs } from 'node:util'

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '50' } } })
const env = { ...inherited, HEADCOUNT_TEST_CRASH_ROUNDS: values.rounds }
const { status } = spawnSync('npx', ['vitest', 'run', '--project', 'node', 'test/crash'], {
  env,
  stdio: 'inherit',
})
process.exitCode = status ?? 1
