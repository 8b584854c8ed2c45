import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeInBrowser, expectClean, openPage, type PageOptions } from './browser.ts'
import { type OwnServer, startOwnServer } from './own-server.ts'

/** Three batches over a year: 82 spaces at a time. */
const SPACES = 200
let server: OwnServer

describeInBrowser('Compare, while days are on their way', () => {
  beforeAll(async () => {
    server = await startOwnServer()
    await server.request({ method: 'POST', url: '/api/apply', payload: manySpaces() })
  })
  afterAll(() => server?.close())

  test('says for how many spaces they have come, and shows the other figures meanwhile', async () => {
    const { opened, letPass } = await openHeldBack()
    const { page } = opened
    const sign = page.getByRole('progressbar', { name: 'Loading the days' })
    const words = page.locator('.compare-coming')
    await words.getByText('0 of 200 spaces').waitFor()
    await expect.poll(() => page.getByRole('row').count()).toBeGreaterThan(50)
    letPass()
    await words.getByText('82 of 200 spaces').waitFor()
    expect(await sign.evaluate((bar) => [bar.getAttribute('value'), bar.getAttribute('max')])).toEqual([
      '82',
      '200',
    ])
    await page.getByText('Loading the days, 25%', { exact: true }).waitFor({ state: 'attached' })
    await expectClean(opened)
    letPass()
    await words.getByText('164 of 200 spaces').waitFor()
    letPass()
    await sign.waitFor({ state: 'detached' })
    expect(await page.locator('.sparkline-waiting').count()).toBe(0)
    await expectClean(opened)
  })

  test('says so of a single batch, too, once it has taken a while', async () => {
    const { page } = await openPage('/compare?period=7d', { server })
    await page.locator('.sparkline').first().waitFor()
    const letPass = await holdBack(page)
    await page.getByLabel('Period').selectOption('28d')

    const words = page.locator('.compare-coming')
    await words.getByText('0 of 200 spaces').waitFor()
    letPass()
    await words.waitFor({ state: 'detached' })
  })

  test('fits a phone, above its navigation', async () => {
    const { opened } = await openHeldBack({ viewport: { width: 360, height: 780 }, colorScheme: 'dark' })
    const { page } = opened
    const words = page.locator('.compare-coming')
    await words.getByText('0 of 200 spaces').waitFor()
    await page.getByRole('heading', { name: 'All figures' }).waitFor({ state: 'attached' })

    const [sign, navigation] = await Promise.all([
      words.boundingBox(),
      page.locator('.shell-nav').boundingBox(),
    ])
    expect((sign?.y ?? 0) + (sign?.height ?? 0)).toBeLessThanOrEqual(navigation?.y ?? 0)
    expect(sign?.y).toBeGreaterThan(0)
    await expectClean(opened)
  })

  test('goes when a batch fails, and the page says so as ever', async () => {
    const { page } = await openPage('/compare?period=7d', { server })
    await page.locator('.sparkline').first().waitFor()
    let asked = 0
    await page.route('**/api/metrics', async (route) => {
      if (isOfDays(route.request().postDataJSON()) && ++asked === 2)
        await route.fulfill({ status: 400, contentType: 'application/json', body: '{"detail":"No."}' })
      else await route.continue()
    })
    await page.getByLabel('Period').selectOption('12m')

    await page.getByRole('alert').getByText('No.').first().waitFor()
    expect(await page.locator('.compare-coming').count()).toBe(0)
  })
})

/** A floor of spaces with a sensor in common. */
function manySpaces(): object {
  const ids = Array.from({ length: SPACES }, (_, index) => `spc_room_${index}`)
  return {
    spaces: ids.map((id) => ({ id, name: id, space_type: 'space', time_zone: 'Europe/Paris', capacity: 4 })),
    sensors: [{ serial_number: 'S-1', sensor_type: 'oa', space_ids: ids }],
  }
}

/** Opens a year of all spaces, whose days do not come by themselves. */
async function openHeldBack(options: PageOptions = {}) {
  const opened = await openPage('/', { server, ...options })
  const letPass = await holdBack(opened.page)
  await opened.page.goto(`${server.url}/compare?period=12m`)
  return { opened, letPass }
}

/** Holds answers about days back; each call of what it resolves to lets one pass. */
async function holdBack(page: Page): Promise<() => void> {
  const waiting: (() => void)[] = []
  let passes = 0
  const settle = () => {
    while (passes > 0 && waiting.length > 0) {
      passes--
      waiting.shift()?.()
    }
  }
  await page.route('**/api/metrics', async (route) => {
    if (isOfDays(route.request().postDataJSON())) {
      await new Promise<void>((resolve) => {
        waiting.push(resolve)
        settle()
      })
    }
    await route.continue()
  })
  return () => {
    passes++
    settle()
  }
}

function isOfDays(question: { time_resolution?: string }): boolean {
  return question.time_resolution === 'day'
}
