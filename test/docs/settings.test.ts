import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { settings } from '../../src/server/settings.ts'

const vendorSettings = settings
  .map(({ variable }) => variable)
  .filter((variable) => /_(DENSITY|FEED)_/.test(variable))

test.each(['docs/compat.md', 'docs/guides/operate.md'])(
  '%s names every setting that changes what vendors’ clients are answered',
  (file) => {
    const text = readFileSync(file, 'utf8')

    expect(vendorSettings).toContain('HEADCOUNT_DENSITY_ENVELOPE')
    expect(vendorSettings.filter((variable) => !text.includes(`\`${variable}`))).toEqual([])
  },
)
