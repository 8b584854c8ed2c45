// Whether everything that is delivered has a license that may be, and no more packages run scripts than are known to.
// Part of `npm run lint`. What is delivered: the production packages, and what is built into the dashboard.
import { readFileSync } from 'node:fs'
import { deliveredPackages } from './delivered-packages.js'

/** SPDX ids that allow delivery under Apache-2.0 with a notice at most. OFL-1.1 is for the font. */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'OFL-1.1',
  'Unlicense',
])

const read = (file) => JSON.parse(readFileSync(new URL(`../${file}`, import.meta.url), 'utf8'))
const { allowScripts } = read('package.json')
const packages = deliveredPackages(read('package-lock.json').packages)

const problems = packages.flatMap(({ name, version, license, hasInstallScript }) => [
  ...(isAllowed(license) ? [] : [`${name} ${version} is under ${license ?? 'no license that it names'}`]),
  ...(hasInstallScript && allowScripts[name] !== true
    ? [`${name} ${version} runs a script when installed`]
    : []),
])
for (const problem of problems) console.error(problem)
console.log(`${packages.length} packages are delivered, ${problems.length} that may not be`)
if (problems.length > 0) process.exitCode = 1

/** Whether one alternative of an SPDX expression is allowed in all its parts. */
function isAllowed(expression) {
  const alternatives = (expression ?? '').replaceAll(/[()]/g, '').split(' OR ')
  return alternatives.some((alternative) => alternative.split(' AND ').every((id) => ALLOWED.has(id)))
}
