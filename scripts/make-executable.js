import { chmodSync, readFileSync } from 'node:fs'

// The compiler writes files that cannot be executed, and npm changes that only when it links a command for the first
// time: a checkout made anew at the same place would have a link from before, to a command that cannot be run.
const { bin } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
for (const file of Object.values(bin)) chmodSync(new URL(`../${file}`, import.meta.url), 0o755)
