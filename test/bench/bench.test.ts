import { describe, expect, it } from 'vitest'
import { benchNames, runBenches } from '../../src/bench/main.ts'

const MINUTES = 60_000

/** What a bench prints when it runs with a tenth of the work. */
async function printed(name: string): Promise<string> {
  const texts: string[] = []
  await runBenches([name], (text) => texts.push(text), { quick: true, progress: () => undefined })
  return texts.join('\n')
}

describe('benches', () => {
  // A peer whose answer differs in one row makes the run reject.
  it(
    'ask the same questions of the bare store, of HTTP and of SQL, and get the same answers',
    async () => {
      const text = await printed('queries')

      expect(text).toContain('### Queries')
      expect(text).toMatch(
        /\| question \| runs \| bare store ms \| HTTP ms \| ÷ bare \| DuckDB ms \| ÷ bare \|/,
      )
      expect(text).toMatch(/PostgreSQL/)
      expect(text.match(/^\| \d+ spaces?, /gm)).toHaveLength(4)
    },
    MINUTES * 4,
  )

  it.each([
    ['ingest', 'Durable ingest over HTTP, readings a second', 3],
    ['bulk', 'Bulk import, readings a second', 3],
    ['latency', 'Acknowledgement latency at 20,000 readings a second, ms', 2],
    ['startup', 'Start on the full store', 4],
  ])(
    '%s prints a table of finite figures',
    async (name, title, rows) => {
      const text = await printed(name)

      expect(text).toContain(`### ${title}`)
      // The head and its rule, then the rows.
      expect(text.match(/^\|.*\|$/gm)).toHaveLength(rows + 2)
      expect(text).not.toMatch(/NaN|undefined|∞/)
    },
    MINUTES * 4,
  )

  it('refuse a name that there is not, naming those there are', async () => {
    const run = runBenches(['quereis'], () => undefined)

    await expect(run).rejects.toThrow(`There is no bench quereis; there are ${benchNames.join(', ')}.`)
  })
})
