import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer } from './test-server.ts'

const run = promisify(execFile)

const clients = fileURLToPath(new URL('../../clients', import.meta.url))
const tool = (path: string) => join(clients, 'node_modules', path)
const GENEROUS_MS = 600_000

const documents = [
  ['density-v3', '/v3'],
  ['occuspace-v2', '/v2'],
  ['occuspace-v1', '/v1'],
  ['density-v2', '/v2/density'],
  ['public-live', '/live'],
  ['public-compare', '/compare'],
  ['headcount', '/api'],
] as const

let directory: string

/** Puts what the server says of itself beside the code of integrators, whose imports name what is generated here. */
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'headcount-clients-'))
  cpSync(join(clients, 'integrator'), directory, { recursive: true })
  mkdirSync(join(directory, 'openapi-typescript'))
  const server = await startTestServer()
  for (const [name, prefix] of documents) {
    const { body } = await server.app.inject(`${prefix}/openapi.json`)
    writeFileSync(join(directory, `${name}.json`), body)
  }
  await server.close()
})
afterAll(() => rmSync(directory, { recursive: true, force: true }))

/** Runs a tool of the clients' own packages, whose TypeScript still has the interface that generators need. */
async function runTool(path: string, ...parameters: readonly string[]): Promise<string> {
  const options = { cwd: directory, maxBuffer: 64 * 1024 * 1024 }
  const { stdout } = await run(process.execPath, [tool(path), ...parameters], options).catch(
    (error: { stdout?: string; stderr?: string }) => {
      throw new Error(`${path} fails:\n${error.stdout}\n${error.stderr}`)
    },
  )
  return stdout
}

test.each(documents)(
  'openapi-typescript understands the document %s',
  async (name) => {
    await runTool('openapi-typescript/bin/cli.js', `${name}.json`, '-o', `openapi-typescript/${name}.ts`)
  },
  GENEROUS_MS,
)

test.each(documents)(
  'hey-api makes a client of the document %s',
  async (name) => {
    const parameters = ['-i', `${name}.json`, '-o', `hey-api/${name}`, '--no-log-file', '--silent']
    await runTool('@hey-api/openapi-ts/bin/run.js', ...parameters)
  },
  GENEROUS_MS,
)

test(
  'what is generated compiles, and so does what integrators write to the public names',
  async () => {
    const listed = await runTool('typescript/bin/tsc', '-p', 'tsconfig.json', '--listFilesOnly')
    for (const [name] of documents) {
      expect(listed).toContain(`openapi-typescript/${name}.ts`)
      expect(listed).toContain(`hey-api/${name}/sdk.gen.ts`)
    }
    for (const name of ['density-v3', 'occuspace-v2', 'with-hey-api'])
      expect(listed).toContain(`${directory}/${name}.ts`)

    expect(await runTool('typescript/bin/tsc', '-p', 'tsconfig.json')).toBe('')
  },
  GENEROUS_MS,
)
