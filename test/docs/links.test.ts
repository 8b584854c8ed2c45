import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const textOf = (file: string) => readFileSync(join(root, file), 'utf8')
const documents = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
]

/** Where the links and pictures of a document lead, other hosts apart. */
function targetsOf(file: string): string[] {
  return [...textOf(file).matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g)].map((match) =>
    join(dirname(file), match[1] ?? ''),
  )
}

describe('the documents', () => {
  test('link to files that exist', () => {
    const broken = documents.flatMap((file) =>
      targetsOf(file)
        .filter((target) => !existsSync(join(root, target)))
        .map((target) => `${file} links to ${target}`),
    )

    expect(broken).toEqual([])
  })

  test('have every guide in their table of contents', () => {
    const listed = targetsOf('docs/README.md')
    const guides = documents.filter((file) => file.startsWith('docs/guides/'))

    expect(guides.length).toBeGreaterThan(5)
    expect(guides.filter((guide) => !listed.includes(guide))).toEqual([])
  })
})
