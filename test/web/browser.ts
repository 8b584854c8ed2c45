import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, onTestFinished } from 'vitest'
import { chromiumPath } from './chromium.ts'
import type { DemoServer } from './demo-server.ts'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** How a page is opened. */
export interface PageOptions extends BrowserContextOptions {
  /** Default: the demo server, by its owner. */
  readonly server?: DemoServer
  /** `null` for nobody signed in. */
  readonly token?: string | null
}

/** A page with what went wrong on it so far. */
export interface OpenPage {
  readonly page: Page
  /** Errors of scripts and of the console, refused requests, and requests to other hosts. */
  readonly complaints: string[]
}

let browser: Browser | null = null

/** Tests in a real browser; skipped, with the reason in their name, on a machine without one. */
export function describeInBrowser(name: string, body: () => void): void {
  if (chromiumPath === null) {
    describe.skip(`${name} (no Chromium here: apt-get install chromium)`, body)
    return
  }
  describe(name, () => {
    beforeAll(async () => {
      browser = await chromium.launch({
        executablePath: chromiumPath ?? '',
        args: [
          '--no-sandbox',
          '--disable-gpu',
          '--disable-quic',
          '--disable-background-networking',
          '--disable-component-update',
          '--disable-sync',
          '--no-first-run',
        ],
      })
    })
    body()
    // Before what the body ends, such as its server: a hook that is registered later runs earlier.
    afterAll(() => browser?.close())
  })
}

/** Opens a path of the dashboard, signed in, with motion reduced. Closed at the end of the test, however it ends. */
export async function openPage(path: string, options: PageOptions = {}): Promise<OpenPage> {
  const { server = inject('demo'), token = server.token, ...rest } = options
  if (browser === null) throw new Error('Only inside describeInBrowser.')
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    reducedMotion: 'reduce',
    ...rest,
  })
  onTestFinished(() => context.close())
  context.setDefaultTimeout(30_000)
  if (token !== null) {
    const answer = await context.request.post(`${server.url}/api/session`, { data: { token } })
    expect(answer.status()).toBe(200)
  }
  const page = await context.newPage()
  const complaints = complaintsOf(page, server.url)
  await page.goto(`${server.url}${path}`)
  return { page, complaints }
}

function complaintsOf(page: Page, origin: string): string[] {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(`script: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`)
  })
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(origin) && !/^(data|blob):/.test(url)) complaints.push(`another host: ${url}`)
  })
  return complaints
}

/** Waits for the fonts: until then the page is laid out in another one, and measures other widths. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready
  })
}

/** That nothing has gone wrong on a page, and that axe finds nothing to say about it. */
export async function expectClean({ page, complaints }: OpenPage): Promise<void> {
  expect(complaints).toEqual([])
  expect(await violations(page)).toEqual([])
}

/** What axe-core finds, in a line each. Evaluated from outside, since the page's own policy forbids other scripts. */
async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axeSource)
  const results = await page.evaluate((options) => {
    const { axe } = window as unknown as {
      axe: { run(where: Document, how: RunOptions): Promise<AxeResults> }
    }
    return axe.run(document, options)
  }, {} as RunOptions)
  return results.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}: ${html} ${failureSummary ?? ''}`),
  )
}
