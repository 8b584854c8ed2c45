import { afterAll, beforeAll, expect, test } from 'vitest'
import { demand } from '../api/demand.ts'
import { describeInBrowser, expectClean, openPage, type PageOptions, settled } from './browser.ts'
import { type OwnServer, startOwnServer } from './own-server.ts'

const DAY_MS = 86_400_000

let server: OwnServer

async function post(url: string, payload: object): Promise<void> {
  demand(await server.request({ method: 'POST', url, payload }))
}

/** Noon of a day before today. */
const noon = (daysAgo: number) => Math.floor(Date.now() / DAY_MS - daysAgo) * DAY_MS + DAY_MS / 2
const count = (at: number, people: number) => ({ type: 'count', sensor: 'OA-1', at, count: people })
const open = (path: string, options: PageOptions = {}) => openPage(path, { server, ...options })

describeInBrowser('the page of changed figures', () => {
  beforeAll(async () => {
    server = await startOwnServer()
    await post('/api/spaces', { id: 'spc_room', name: 'Room', space_type: 'space', time_zone: 'UTC' })
    await post('/api/sensors', { serial_number: 'OA-1', sensor_type: 'oa', space_id: 'spc_room' })
    await post('/api/readings', [count(Date.now() - 1_000, 2)])
  })
  afterAll(() => server?.close())

  test('says that nothing was changed while nothing was, and what would be', async () => {
    const opened = await open('/')
    await opened.page.getByRole('link', { name: 'Changes', exact: true }).click()
    await opened.page.getByText('No figures have changed').waitFor()
    await expectClean(opened)
  })

  test('lists what changed, why, by whom and when, with the figures of those days, page by page', async () => {
    // Each from a day that is over, and one more than a page holds.
    for (let daysAgo = 60; daysAgo > 9; daysAgo--) {
      await post('/api/readings', [count(noon(daysAgo), 4), count(noon(daysAgo) + 3_600_000, 0)])
    }
    const opened = await open('/changes')
    const { page } = opened
    const rows = page.locator('.table tbody tr')
    await expect.poll(() => rows.count()).toBe(50)
    const first = rows.first()
    await first.getByRole('link', { name: 'Room' }).waitFor()
    await first.getByText('A reading came late').waitFor()
    await first.getByText(/owner, .+ UTC$/).waitFor()
    await expect.poll(() => first.getByRole('cell').last().textContent()).toBe('4')
    await expectClean(opened)

    const more = page.getByRole('button', { name: 'Show earlier changes' })
    await more.click()
    await expect.poll(() => rows.count()).toBe(51)
    await more.waitFor({ state: 'detached' })
    await first.getByRole('link', { name: 'Room' }).click()
    await page.waitForURL(/\/spaces\/spc_room\?day=\d{4}-\d\d-\d\d$/)
  })

  test('names a correction as the reason, and is clean on a phone in the dark', async () => {
    await post('/api/corrections', {
      kind: 'offset',
      space_id: 'spc_room',
      people: 3,
      from: new Date(noon(5)).toISOString(),
      until: new Date(noon(5) + 3_600_000).toISOString(),
    })
    const opened = await open('/changes', { viewport: { width: 360, height: 780 }, colorScheme: 'dark' })
    const { page } = opened
    await page.locator('.table tbody tr').first().getByText('A correction was made or undone').waitFor()
    await page.getByText('Loading…').first().waitFor({ state: 'detached' })
    await settled(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
    await expectClean(opened)
  })
})
