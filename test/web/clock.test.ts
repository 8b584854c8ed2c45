import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { localDate } from '../../web/src/format/times.ts'
import { demand } from '../api/demand.ts'
import { describeInBrowser, expectClean, type OpenPage, openPage, type PageOptions } from './browser.ts'
import { type OwnServer, startOwnServer } from './own-server.ts'

const SECOND_MS = 1_000
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const zone = noonZone()

let server: OwnServer

/** A zone in which it is about noon: the counts of a hall end at midnight, and today does. */
function noonZone(): string {
  const ahead = 12 - new Date().getUTCHours()
  // What lies east of Greenwich has a minus in these names.
  return ahead === 0 ? 'Etc/GMT' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`
}

async function post(url: string, payload: object): Promise<void> {
  demand(await server.request({ method: 'POST', url, payload }))
}

/** A hall into which three people have just come. */
async function hall(id: string): Promise<void> {
  await post('/api/spaces', { id, name: 'Hall', space_type: 'space', parent_id: 'spc_house' })
  await post('/api/sensors', { serial_number: id, sensor_type: 'entry' })
  const spaces = [{ id, sensor_placement: 1 }]
  await post('/api/doorways', { name: `Door of ${id}`, sensor_serial_number: id, spaces })
  const at = Date.now() - 5 * SECOND_MS
  await post('/api/readings', { readings: [{ type: 'crossing', sensor: id, at, direction: 1, n: 3 }] })
}

/** Opens a path in a browser whose clock is ahead by so much, or behind. */
async function openAt(aheadMs: number, path: string, options: PageOptions = {}): Promise<OpenPage> {
  const opened = await openPage('/favicon.svg', { server, ...options })
  await opened.page.clock.install({ time: Date.now() + aheadMs })
  // A picture alone has no icon, which the browser looks for.
  opened.complaints.length = 0
  await opened.page.goto(`${server.url}${path}`)
  return opened
}

const notice = (page: Page) => page.locator('.clock-notice p')
const count = (page: Page, people: string) =>
  page.locator('.space-count-number').getByText(people, { exact: true })

async function correct(page: Page, people: string): Promise<void> {
  await page.getByRole('button', { name: 'Correct the count' }).click()
  await page.getByLabel('People really there').fill(people)
  await page.getByRole('button', { name: 'Correct', exact: true }).click()
  await page.getByText(`Count of Hall set to ${people}.`).waitFor()
}

describeInBrowser('a browser whose clock is wrong', () => {
  beforeAll(async () => {
    server = await startOwnServer()
    await post('/api/spaces', { id: 'spc_house', name: 'House', space_type: 'building', time_zone: zone })
  })
  afterAll(() => server.close())

  test('2 hours ahead, says so, shows ages by the server’s clock, and corrects a count now', async () => {
    await hall('spc_ahead')
    const opened = await openAt(2 * HOUR_MS, '/spaces/spc_ahead')
    const { page } = opened
    await notice(page)
      .getByText('This device’s clock is 2 h ahead of the server’s. Headcount shows the server’s time.')
      .waitFor()
    await count(page, '3').waitFor()
    await page
      .locator('.space-facts')
      .getByText(/^(now|\d+ sec\. ago)$/)
      .waitFor()
    await correct(page, '12')
    await count(page, '12').waitFor()
    await expectClean(opened)
  })

  test('3 days behind, says so, knows what day it is, and corrects a count now', async () => {
    await hall('spc_behind')
    const { page } = await openAt(-3 * DAY_MS, '/spaces/spc_behind')
    await notice(page).getByText('This device’s clock is 3 d behind the server’s.').waitFor()
    await count(page, '3').waitFor()
    const day = page.locator('.space-day input[type=date]')
    expect(await day.inputValue()).toBe(localDate(Date.now(), zone))
    await correct(page, '12')
    await count(page, '12').waitFor()
  })

  test('is as wide as a phone with what it says', async () => {
    const opened = await openAt(2 * HOUR_MS, '/', {
      viewport: { width: 360, height: 780 },
      colorScheme: 'dark',
    })
    await notice(opened.page).waitFor()
    await opened.page.getByText('Live', { exact: true }).waitFor({ state: 'attached' })
    expect(await opened.page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
    await expectClean(opened)
  })

  test('says nothing any more once its clock is set right', async () => {
    const { page } = await openAt(2 * HOUR_MS, '/set-up')
    await notice(page).waitFor()
    await page.getByText('Live', { exact: true }).waitFor()
    await page.clock.setSystemTime(Date.now())
    await notice(page).waitFor({ state: 'detached' })
  })

  test('shows the right time on a wall, and no words about it', async () => {
    await hall('spc_wall')
    await post('/api/sites', { slug: 'wall', space_id: 'spc_wall' })
    const { page } = await openAt(2 * HOUR_MS, '/display/wall', { token: null })
    const time = page.locator('.screen-clock time')
    const offBy = async () => {
      const shown = await time.getAttribute('datetime', { timeout: 30_000 })
      return Math.abs(Date.parse(`${shown}Z`) - Date.now())
    }
    await expect.poll(offBy).toBeLessThan(2 * 60 * SECOND_MS)
    expect(await notice(page).count()).toBe(0)
  })
})
