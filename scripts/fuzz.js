// Requests made after the API documents, as many as wanted: `npm run test:fuzz -- --requests 50000`.
import { spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { env as inherited } from 'node:process'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: { requests: { type: 'string', default: '10000' }, seed: { type: 'string' } },
})
const env = {
  ...inherited,
  HEADCOUNT_TEST_FUZZ_REQUESTS: values.requests,
  HEADCOUNT_TEST_FUZZ_SEED: values.seed ?? String(randomInt(2 ** 31)),
}
const { status } = spawnSync('npx', ['vitest', 'run', '--project', 'node', 'test/fuzz'], {
  env,
  stdio: 'inherit',
})
process.exitCode = status ?? 1
