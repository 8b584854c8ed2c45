import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeInBrowser, expectClean, openPage } from './browser.ts'
import { type OwnServer, startOwnServer } from './own-server.ts'

const program = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))

let server: OwnServer
let directory: string

/** Runs a command as it was copied from a page, in a directory of its own, with this checkout's program for npx's. */
async function typed(command: string): Promise<string> {
  const script = command.replaceAll('npx headcount', `'${process.execPath}' '${program}'`)
  const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script], { cwd: directory })
  return stdout
}

describeInBrowser('an empty store', () => {
  beforeAll(async () => {
    server = await startOwnServer()
    directory = mkdtempSync(join(tmpdir(), 'headcount-first-run-'))
  })
  afterAll(async () => {
    await server?.close()
    rmSync(directory, { recursive: true, force: true })
  })

  test('is filled by the commands of its page as they are copied', async () => {
    const opened = await openPage('/', { server })
    const { page } = opened
    await page.getByRole('heading', { level: 1, name: 'Welcome to Headcount' }).waitFor()
    await expectClean(opened)
    await page.getByRole('button', { name: 'Make one and fill it in' }).click()
    await page.getByText('The commands have a new token').waitFor()
    const commands = await page.locator('.command code').allInnerTexts()
    const [apply = '', demo = '', send = ''] = commands

    expect(commands).toHaveLength(3)
    expect(apply).toContain(`npx headcount apply portfolio.yaml --url ${server.url} --token tok_`)
    expect(demo).toMatch(/^npx headcount serve --demo /)
    await typed(apply)
    expect(JSON.parse(await typed(send))).toMatchObject({ accepted: 1 })

    await page.getByText('Juniper').first().waitFor()
  })
})

describeInBrowser('an address that nothing is at', () => {
  test('says so on a page of the dashboard, with a way back', async () => {
    const { page } = await openPage('/foo')

    await page.getByRole('heading', { level: 1, name: 'Page not found' }).waitFor()
    await page.getByRole('link', { name: 'Go to Now' }).click()

    await page.getByRole('heading', { level: 1, name: 'Now' }).waitFor()
  })
})
