import { readFileSync } from 'node:fs'
import { minVersion, satisfies } from 'semver'
import { expect, test } from 'vitest'

interface Package {
  readonly engines?: { readonly node?: string }
}

interface LockFile {
  readonly packages: Readonly<Record<string, Package>>
}

const lockFile: LockFile = JSON.parse(
  readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8'),
)

test('every package that is installed runs on the oldest Node that Headcount runs on', () => {
  const oldest = String(minVersion(lockFile.packages['']?.engines?.node ?? ''))
  expect(oldest).toBe('20.19.0')

  const refusing = Object.entries(lockFile.packages)
    .filter(([, { engines }]) => engines?.node !== undefined && !satisfies(oldest, engines.node))
    .map(([path, { engines }]) => `${path} wants Node ${engines?.node}`)

  expect(refusing).toEqual([])
})
