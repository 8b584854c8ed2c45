import { afterAll, beforeAll, expect, test } from 'vitest'
import { demand } from '../api/demand.ts'
import { describeInBrowser, expectClean, openPage, settled } from './browser.ts'
import { type OwnServer, startOwnServer } from './own-server.ts'
import { type RestartingServer, startRestartingServer } from './restarting-server.ts'

const LONG = 'W'.repeat(255)

let server: OwnServer

async function setUp(url: string, payload: object): Promise<void> {
  demand(await server.request({ method: 'POST', url, payload }))
}

describeInBrowser('the dashboard', () => {
  beforeAll(async () => {
    server = await startOwnServer()
    const space = { capacity: 4, labels: [LONG] }
    await setUp('/api/spaces', { id: 'spc_c', name: LONG, space_type: 'campus', time_zone: 'UTC' })
    await setUp('/api/spaces', { id: 'spc_b', name: LONG, space_type: 'building', parent_id: 'spc_c' })
    await setUp('/api/spaces', { id: 'spc_f', name: LONG, space_type: 'floor', parent_id: 'spc_b' })
    await setUp('/api/spaces', { ...space, id: 'spc_r', name: LONG, space_type: 'space', parent_id: 'spc_f' })
    await setUp('/api/sensors', { serial_number: LONG, sensor_type: 'oa', space_ids: ['spc_r'] })
  })
  afterAll(() => server?.close())

  test.each([
    ['/', 'Now'],
    ['/floors', 'Floors'],
    ['/floors/spc_f', LONG],
    ['/spaces/spc_r', LONG],
    ['/compare', 'Compare'],
    ['/sensors', 'Sensors'],
  ])('is as wide on %s as a phone, however long names are', async (path, title) => {
    const opened = await openPage(path, { server, viewport: { width: 360, height: 780 } })
    await opened.page.getByRole('heading', { level: 1, name: title }).waitFor()
    await opened.page.waitForFunction(() => document.querySelector('.skeleton') === null)
    await settled(opened.page)

    const widths = await opened.page.evaluate(() => {
      const { clientWidth, scrollWidth } = document.documentElement
      return { clientWidth, scrollWidth }
    })
    expect(widths).toEqual({ clientWidth: 360, scrollWidth: 360 })
    await opened.page.context().close()
  })

  test('works in a browser that keeps nothing', async () => {
    const opened = await openPage('/sign-in', { server, token: null })
    const { page } = opened
    await page.addInitScript(() => {
      for (const name of ['localStorage', 'sessionStorage']) {
        Object.defineProperty(window, name, {
          get: () => {
            throw new DOMException('Denied', 'SecurityError')
          },
        })
      }
    })
    await page.reload()

    await page.getByLabel('Token').fill(server.token)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Now' }).waitFor()

    await expectClean(opened)
    await page.context().close()
  })

  test('signs out in all windows at once', async () => {
    const { page } = await openPage('/sensors', { server })
    const other = await page.context().newPage()
    await other.goto(`${server.url}/compare`)
    await other.getByRole('heading', { level: 1, name: 'Compare' }).waitFor()

    await page.getByLabel('Account').click()
    await page.getByRole('button', { name: 'Sign out' }).click()

    await other.getByLabel('Token').waitFor()
    await page.context().close()
  })
})

describeInBrowser('the dashboard while the server is away', () => {
  let restarting: RestartingServer
  beforeAll(async () => {
    restarting = await startRestartingServer()
    const site = { id: 'spc_hq', name: 'Headquarters', space_type: 'building', time_zone: 'UTC' }
    await restarting.ask('POST', '/api/spaces', site)
  })
  afterAll(() => restarting?.close())

  test('says which page could not be loaded, and loads it once the server is back', async () => {
    const { page } = await openPage('/', { server: restarting })
    await page.getByText('Live', { exact: true }).waitFor()
    // The page has all its answers: what fails in its midst would have it wait longer before it comes back.
    await page.getByRole('region', { name: 'All spaces' }).getByText('Headquarters').waitFor()
    await restarting.stop()

    await page.getByRole('link', { name: 'Compare' }).click()
    await page.getByRole('heading', { level: 1, name: 'This page could not be loaded' }).waitFor()
    await restarting.start()

    await page.getByRole('heading', { level: 1, name: 'Compare' }).waitFor({ timeout: 60_000 })
    await page.context().close()
  }, 180_000)
})

describeInBrowser('the dashboard without its charts', () => {
  test('says that they could not be loaded, and draws them once they can', async () => {
    const { page, complaints } = await openPage('/')
    await page.route('**/assets/echarts-*.js', (route) => route.abort())
    await page.goto(new URL('/spaces/spc_mercer002', page.url()).href)
    const notice = page
      .getByRole('alert')
      .filter({ hasText: 'The server cannot be reached, or has been updated.' })
    await notice.first().waitFor()
    expect(complaints.filter((line) => line.startsWith('script'))).toEqual([])

    await page.unrouteAll()
    await page.getByRole('button', { name: 'Load it again' }).first().click()
    await page.locator('.chart-canvas canvas').first().waitFor()
  })
})
