import { execSync } from 'node:child_process'
import { existsSync } from 'node:fs'

// The first `npx headcount` in a checkout prepares it again. What is built stays then: a server may be running from it.
// biome-ignore lint/style/noProcessEnv: npm tells by it which command it was called with.
const isCalledByNpx = process.env.npm_command === 'exec'
if (!isCalledByNpx || !existsSync('dist/cli/main.js')) {
  for (const command of [
    'tsc -b src/cli src/bench',
    'node scripts/make-executable.js',
    'npm run build --workspace web',
  ]) {
    execSync(command, { stdio: 'inherit' })
  }
}
