// Makes the pictures of the documents from the demo: `npm run build && node scripts/screenshots.js [directory]`.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { startDemoAt, TOKEN } from './demo-at.js'

/** A Wednesday morning in the demo's New York, when there is something to see. */
const MOMENT = Date.parse('2026-11-18T15:40:00Z')
const directory = process.argv[2] ?? 'docs/images'
const desktop = { width: 1440, height: 900 }

const pictures = [
  { name: 'now', path: '/', viewport: { width: 1440, height: 1180 } },
  {
    name: 'floor',
    path: '/floors/spc_whitman1',
    viewport: { width: 1440, height: 1010 },
    colorScheme: 'dark',
  },
  { name: 'space', path: '/spaces/spc_whitman001', viewport: { width: 1440, height: 1640 } },
  { name: 'compare', path: '/compare', viewport: { width: 1440, height: 1250 } },
  { name: 'display', path: '/display/dsp_whitman1', viewport: desktop, colorScheme: 'dark' },
]

const demo = await startDemoAt(MOMENT)
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
})
try {
  await mkdir(directory, { recursive: true })
  for (const picture of pictures) await take(picture)
} finally {
  await browser.close()
  await demo.close()
}

async function take({ name, path, viewport, colorScheme = 'light' }) {
  const context = await browser.newContext({
    viewport,
    colorScheme,
    locale: 'en-US',
    reducedMotion: 'reduce',
  })
  await context.request.post(`${demo.url}/api/session`, { data: { token: TOKEN } })
  const page = await context.newPage()
  await page.clock.install({ time: demo.clock() })
  await page.goto(`${demo.url}${path}`)
  await page.waitForSelector('h1')
  await page.waitForFunction(() => document.querySelector('.skeleton') === null)
  // Charts draw in the frames after their data has come.
  await page.waitForTimeout(1_500)
  await page.screenshot({ path: join(directory, `${name}.png`) })
  await context.close()
}
