import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const textOf = (file: string) => readFileSync(`${root}${file}`, 'utf8')
/** Builds the dashboard, and is not in it. */
const BUILD_TOOL = 'vite'

/** The packages that a section of the document has a row for. */
function listed(section: string): string[] {
  const text = textOf('docs/dependencies.md').split(`## ${section}\n`)[1]?.split('\n## ')[0] ?? ''
  return [...text.matchAll(/^\| `([^`]+)` \| \S.* \|$/gm)].map((match) => match[1] ?? '')
}

test('every direct dependency of what is delivered is listed, with why it is there, and nothing else is', () => {
  const server = Object.keys(JSON.parse(textOf('package.json')).dependencies)
  const dashboard = Object.keys(JSON.parse(textOf('web/package.json')).devDependencies)

  expect(listed('Server')).toEqual(server)
  expect(listed('Dashboard')).toEqual(dashboard.filter((name) => name !== BUILD_TOOL))
})

test('everything that is delivered has a license that may be, also what the dashboard is built of', () => {
  const report = execFileSync(process.execPath, ['scripts/check-licenses.js'], {
    cwd: root,
    encoding: 'utf8',
  })

  expect(report).toMatch(/^\d{3} packages are delivered, 0 that may not be\n$/)
  expect(JSON.parse(textOf('package.json')).scripts.lint).toContain('node scripts/check-licenses.js')
  expect(textOf('.ci/run')).toContain('npm run lint')
})

test('what is delivered is found as Node finds it: what a dependency brings along, and what is in the dashboard', async () => {
  const { deliveredPackages } = await import(`${root}scripts/delivered-packages.js`)
  const locked = {
    '': { dependencies: { a: '1' } },
    web: { devDependencies: { vite: '1', chart: '1' } },
    'node_modules/a': { version: '1', license: 'MIT', dependencies: { b: '1' } },
    'node_modules/a/node_modules/b': {
      version: '2',
      license: 'GPL-3.0',
      optionalDependencies: { other: '1' },
    },
    'node_modules/b': { version: '1', license: 'MIT' },
    'node_modules/vite': { version: '1', license: 'MIT' },
    'web/node_modules/chart': { version: '1', license: 'MIT', dependencies: { b: '1' } },
  }

  expect(deliveredPackages(locked)).toMatchObject([
    { name: 'a', license: 'MIT' },
    { name: 'chart', license: 'MIT' },
    { name: 'b', version: '2', license: 'GPL-3.0' },
    { name: 'b', version: '1', license: 'MIT' },
  ])
})

test('actions of CI are pinned to a commit, with the version that it is', () => {
  for (const name of readdirSync(`${root}.github/workflows`)) {
    const uses = textOf(`.github/workflows/${name}`).match(/^.*\buses:.*$/gm) ?? []

    for (const line of uses) expect(line).toMatch(/uses: \S+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
  }
})
