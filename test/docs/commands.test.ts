import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const guides = readdirSync(join(root, 'docs/guides')).map((name) => `docs/guides/${name}`)
/** In the order of a reader's way: the guides go on where the README ends. */
const documents = ['README.md', ...guides, 'docs/dependencies.md', 'CONTRIBUTING.md']

const textOf = (file: string) => readFileSync(join(root, file), 'utf8')
const blocksOf = (file: string) =>
  [...textOf(file).matchAll(/```sh\n(.*?)```/gs)].map((match) => match[1] ?? '')

/** Blocks that set up, which CI runs itself before anything else. */
const isSetUp = (block: string) => block.startsWith('npm ci && npm ')

describe('what the documents say to type', () => {
  let scratch: string
  let address: string
  let token: string
  let stop: () => Promise<void>
  /** What the README sets beside where the server is; the same for the guides, should a day end meanwhile. */
  let day: string | undefined

  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), 'headcount-docs-'))
    const [program = '', ...words] = JSON.parse(textOf('package.json')).scripts.start.split(' ')
    const server = spawn(program, [...words, '--port', '0'], {
      cwd: root,
      env: { ...inherited(), HEADCOUNT_DATA: join(scratch, 'data') },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const exited = once(server, 'exit')
    stop = async () => {
      server.kill('SIGTERM')
      await exited
    }
    for await (const line of createInterface(server.stdout)) {
      token = /tok_\S+/.exec(line)?.[0] ?? token
      address = /listening on (\S+)/.exec(line)?.[1] ?? ''
      if (address !== '') return
    }
    throw new Error('The server ended before it listened.')
  })

  afterAll(async () => {
    await stop()
    await rm(scratch, { recursive: true, force: true })
  })

  test.each(documents)('%s works as written', async (file) => {
    // Those of a broker are run in test/mqtt, which has one.
    const blocks = blocksOf(file).filter((block) => !isSetUp(block) && !block.startsWith('mosquitto_pub'))
    const prelude = file === 'README.md' ? '' : exportsOf(blocksOf('README.md'))
    const script = [prelude, ...(day === undefined ? [] : [`DAY=${day}`]), ...blocks, 'echo "DAY=$DAY"']
      .join('\n')
      .replaceAll('http://127.0.0.1:8080', address)
      .replaceAll('tok_…', token)
      .replaceAll(/(?<=\s)\.\//g, `${scratch}/`)
      .replaceAll('curl -sS', 'curl -sS --fail-with-body')
      // Without what npx keeps of a checkout outside of it: CI has called it once before.
      .replaceAll('npx headcount', 'node dist/cli/main.js')

    const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script], {
      cwd: root,
      env: { ...inherited(), HEADCOUNT_DATA: join(scratch, 'data') },
    })

    day ??= /^DAY=(\S+)$/m.exec(stdout)?.[1]
    for (const wanted of shownBy[file] ?? []) expect(stdout).toContain(wanted)
  })

  test('set-up commands are scripts of the package, and CI runs the one that tests', () => {
    const { scripts } = JSON.parse(textOf('package.json'))
    const named = documents
      .flatMap(blocksOf)
      .filter(isSetUp)
      .map((block) => /^npm ci && npm (?:run )?(\S+)/.exec(block)?.[1] ?? '')

    expect(named).toContain('start')
    expect(named.every((name) => name in scripts)).toBe(true)
    expect(textOf('.ci/run')).toMatch(/^npm ci\b.*^npx headcount\b.*^npm test\b/ms)
  })
})

/** Figures that a reader would see, so that a command that runs and answers nonsense fails too. */
const shownBy: Readonly<Record<string, readonly string[]>> = {
  // Two, four and five people for five minutes each are 11/3 on average. The sensor was heard of for half an hour
  // (its last reading, and three heartbeats), in half of which nobody was there.
  'README.md': ['"accepted":4', '"occupancy_avg":3.6666666666666665', '"percent":50', '"token":"tok_'],
  'docs/guides/ask-more.md': [
    '"time_used_ms":900000',
    '"count":4',
    '{"count":5,"duration_ms":300000}',
    '"weeks":4',
    '"people_p90":5',
    '"lead_weeks":1',
    '"serial_number":"OA-1"',
  ],
  // Totals of 65530 and then 4 are ten people who came over the end of 16 bits; three left.
  'docs/guides/devices.md': ['"code":"unknown_sensor"', '"accepted":1', '"spc_shop":{"count":7,'],
  'docs/guides/send-readings.md': ['"accepted":4,"duplicates":0', 'A seat behind the pillar', ' is undone'],
  'docs/guides/live.md': [
    '"spc_juniper":{"count":0',
    '"message":"No data for ',
    '/v3/ws/',
    'event: snapshot',
    '"client_secret":',
  ],
  'docs/guides/assistants.md': ['\\"path\\":\\"Office / Juniper\\"'],
  'docs/guides/load-a-recording.md': ['Weight room'],
  'docs/guides/public-feed.md': ['"slug":"office"', '"name":"Office"', '"name":"Juniper"', '"min_count":4'],
}

/** The variables that the README sets and the guides go on with. */
function exportsOf(blocks: readonly string[]): string {
  return blocks.flatMap((block) => block.split('\n').filter((line) => line.startsWith('export '))).join('\n')
}

/** Without what would set up the server, or lead `curl` to a proxy. */
function inherited(): NodeJS.ProcessEnv {
  // biome-ignore lint/style/noProcessEnv: the commands are those of a reader, who has a PATH and a HOME.
  const own = Object.entries(process.env).filter(([name]) => !/^HEADCOUNT_|_proxy$/i.test(name))
  return Object.fromEntries(own)
}
