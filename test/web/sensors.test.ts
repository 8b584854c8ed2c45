import { expect, it, onTestFinished } from 'vitest'
import { describeInBrowser, expectClean, openPage, settled } from './browser.ts'
import { startOwnServer } from './own-server.ts'

async function openSensors(query = '', options: Parameters<typeof openPage>[1] = {}) {
  const opened = await openPage(`/sensors${query}`, options)
  await opened.page.getByRole('heading', { name: 'Health now' }).waitFor()
  return opened
}

describeInBrowser('The page Sensors', () => {
  it('shows first what needs attention, and the last ten days of what it lists', async () => {
    const opened = await openSensors()
    const { page } = opened
    const count = page.locator('.health-count', { hasText: 'Offline' }).locator('strong')
    const words = page.locator('.sensor-table tbody .health-word')
    // Sensors come and go meanwhile.
    await expect
      .poll(async () => {
        const offline = Number(await count.textContent())
        const first = (await words.allTextContents()).findIndex((word) => word !== 'Offline')
        return offline > 0 && first === offline
      })
      .toBe(true)
    await page.getByRole('img', { name: /^Health of 25 sensors over 10 days/ }).waitFor()
    await expectClean(opened)
    await page.context().close()
  })

  it('filters by status and by words, in the address', async () => {
    const opened = await openSensors()
    const { page } = opened
    await page
      .getByRole('button', { name: /Offline/ })
      .first()
      .click()
    await page.waitForURL(/status=offline/)
    const words = page.locator('.sensor-table tbody .health-word')
    await expect.poll(async () => new Set(await words.allTextContents())).toEqual(new Set(['Offline']))
    await page.getByRole('button', { name: 'Clear filters' }).click()
    await page.getByRole('searchbox').fill('reading room')
    await page.waitForURL(/q=reading/)
    await expect.poll(() => page.locator('.sensor-table tbody tr').count()).toBeLessThan(4)
    await page.getByRole('searchbox').fill('no such sensor')
    await page.getByText('No sensor fits these filters').waitFor()
    await expectClean(opened)
    await page.context().close()
  })

  it('shows one sensor by a link, with since when it is silent', async () => {
    const { page } = await openSensors('?status=offline')
    await page.locator('.sensor-open').first().click()
    await page.waitForURL(/sensor=/)
    const again = await openPage(page.url().replace(/^https?:\/\/[^/]+/, ''))
    const dialog = again.page.getByRole('dialog')
    await dialog.getByText(/^Silent for /).waitFor()
    await dialog.getByText(/^Expected every \d+ min/).waitFor()
    await dialog.getByText('Healthy or degraded ÷').waitFor()
    await dialog.getByRole('img').waitFor()
    await expectClean(again)
    await again.page.keyboard.press('Escape')
    await expect.poll(() => again.page.url()).not.toMatch(/sensor=/)
    await again.page.context().close()
    await page.context().close()
  })

  it('gives the timeline as a table, exact', async () => {
    const { page } = await openSensors('?status=offline')
    const card = page.getByRole('region', { name: 'The last 10 days', exact: true })
    await card.locator('summary').click()
    await card.getByRole('button', { name: 'Show as a table' }).click()
    await card.getByRole('cell', { name: 'Offline' }).first().waitFor()
    await page.context().close()
  })

  it('says that there are none yet', async () => {
    const server = await startOwnServer()
    onTestFinished(() => server.close())
    await server.request({
      method: 'POST',
      url: '/api/spaces',
      payload: { name: 'Here', space_type: 'building', time_zone: 'UTC' },
    })
    const opened = await openPage('/sensors', { server })
    await opened.page.getByText('There are no sensors yet').waitFor()
    await expectClean(opened)
    await opened.page.context().close()
  })

  it.each([
    { colorScheme: 'dark', viewport: { width: 360, height: 780 } },
    { colorScheme: 'light', viewport: { width: 2560, height: 1440 } },
  ] as const)('fits $viewport.width px, $colorScheme', async (look) => {
    const opened = await openSensors('', look)
    const { page } = opened
    await settled(page)
    const beyond = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(await beyond()).toBe(0)
    await expectClean(opened)
    await page.context().close()
  })
})
