import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const textOf = (file: string) => readFileSync(join(root, file), 'utf8')

/** The files below a folder, as paths from the root of the project. */
const filesIn = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name))

const contracts = new Map(
  readdirSync(join(root, 'docs/contracts')).map((name) => [name, sectionsOf(`docs/contracts/${name}`)]),
)
const sources = ['src', 'test', 'web/src', 'scripts', 'docs']
  .flatMap(filesIn)
  .filter((file) => /\.(tsx?|css|js|md)$/.test(file))

describe('the contracts in docs/contracts', () => {
  test('have numbered sections', () => {
    expect([...contracts.keys()].sort()).toEqual(['density-v3.md', 'devices.md', 'native.md', 'occuspace.md'])
    for (const [, sections] of contracts) expect(sections.size).toBeGreaterThan(1)
  })

  test('have every section that the code, the tests and the documents cite', () => {
    const citations = sources.flatMap(citationsOf)

    expect(citations.length).toBeGreaterThan(100)
    expect(citations.filter(({ contract, section }) => !contracts.get(contract)?.has(section))).toEqual([])
  })
})

interface Citation {
  readonly file: string
  readonly contract: string
  readonly section: string
}

function sectionsOf(file: string): ReadonlySet<string> {
  return new Set([...textOf(file).matchAll(/^## (\d+)\. /gm)].map((match) => match[1] ?? ''))
}

/** Each `§` of a file with the contract named last before it, RFCs apart; within a contract, the contract itself. */
function citationsOf(file: string): Citation[] {
  const text = textOf(file)
  const own = file.startsWith('docs/contracts/') ? file.slice('docs/contracts/'.length) : 'none named'
  return [...text.matchAll(/§(\d+)/g)].flatMap((match) => {
    const before = text.slice(Math.max(0, match.index - 250), match.index)
    const contract = [...before.matchAll(/[\w-]+\.md\b|\bRFC \d+/g)].at(-1)?.[0] ?? own
    return contract.startsWith('RFC ') ? [] : [{ file, contract, section: match[1] ?? '' }]
  })
}
