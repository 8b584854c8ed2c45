import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { describeInBrowser, expectClean, openPage, settled } from './browser.ts'

/** Opens the page and waits until the days are there too. */
async function openCompare(query = '', options: Parameters<typeof openPage>[1] = {}) {
  const opened = await openPage(`/compare${query}`, options)
  await opened.page.getByRole('heading', { name: 'All figures' }).waitFor()
  await opened.page.locator('.sparkline').first().waitFor({ state: 'attached' })
  return opened
}

function namesIn(page: Page): Promise<readonly string[]> {
  return page.locator('.compare-table .compare-name > a').allTextContents()
}

async function numbersIn(page: Page, column: number): Promise<readonly number[]> {
  const cells = await page.locator(`.compare-table tbody td:nth-child(${column})`).allTextContents()
  return cells.map((text) => Number.parseFloat(text.replaceAll(',', '')))
}

describeInBrowser('The page Compare', () => {
  it('shows the figures of the spaces, sorted by what one chooses, page by page', async () => {
    const opened = await openCompare()
    const { page } = opened
    const averages = await numbersIn(page, 4)
    expect(averages).toHaveLength(50)
    expect(averages).toEqual(averages.toSorted((a, b) => b - a))
    await page.getByRole('button', { name: 'Name' }).click()
    await page.waitForURL(/sort=name/)
    const byName = new Intl.Collator('en-US', { numeric: true }).compare
    await expect
      .poll(async () => {
        const names = await namesIn(page)
        return names.every((name, index) => byName(names[index - 1] ?? '', name) <= 0)
      })
      .toBe(true)
    await page.getByRole('button', { name: 'Next' }).click()
    await page.waitForURL(/page=2/)
    await page.locator('.pager', { hasText: '51–' }).waitFor()
    await expectClean(opened)
    await page.context().close()
  })

  it('compares labels by the spaces that have them, and leads to these', async () => {
    const opened = await openCompare('?by=labels')
    const { page } = opened
    await expect
      .poll(async () => (await namesIn(page)).toSorted())
      .toEqual(['Bookable', 'Food', 'Quiet', 'Screen', 'Step-free', 'Whiteboard'])
    await page.getByText('What the columns mean').click()
    await page.getByText('A space with several labels counts under each of them.').waitFor()
    await expectClean(opened)
    await page.locator('.compare-table').getByRole('link', { name: 'Food', exact: true }).click()
    await page.waitForURL(/label=/)
    await expect.poll(() => namesIn(page)).toHaveLength(4)
    await page.context().close()
  })

  it('lists what is under-used by a limit that stands in the address', async () => {
    const opened = await openCompare('?under=100')
    const { page } = opened
    const card = page.getByRole('region', { name: 'Underused spaces' })
    await card.getByText('In use less than 100% of the observed working hours.').waitFor()
    const found = card.locator('.compare-found')
    const many = Number.parseInt((await found.textContent()) ?? '', 10)
    expect(many).toBeGreaterThan(10)
    const limit = card.getByRole('spinbutton')
    await limit.fill('1')
    await limit.press('Tab')
    await page.waitForURL(/under=1(&|$)/)
    await expect.poll(async () => Number.parseInt((await found.textContent()) ?? '', 10)).toBeLessThan(many)
    await page.context().close()
  })

  it('leaves a limit alone while it is typed, though days arrive meanwhile', async () => {
    const { page } = await openPage('/')
    let letDaysCome = () => {}
    const daysMayCome = new Promise<void>((resolve) => {
      letDaysCome = resolve
    })
    await page.route('**/api/metrics', async (route) => {
      if (route.request().postDataJSON().time_resolution === 'day') await daysMayCome
      await route.continue()
    })
    await page.goto(new URL('/compare', page.url()).href)
    const limit = page.getByRole('region', { name: 'Underused spaces' }).getByRole('spinbutton')
    await limit.fill('35')
    letDaysCome()
    await page.locator('.sparkline').first().waitFor({ state: 'attached' })
    expect(await limit.inputValue()).toBe('35')
    await limit.press('Enter')
    await page.waitForURL(/under=35/)
    await limit.fill('900')
    await limit.press('Enter')
    await expect.poll(() => limit.inputValue()).toBe('35')
  })

  it('draws what is chosen in the table, at most six, and keeps it in the address', async () => {
    const opened = await openCompare()
    const { page } = opened
    const boxes = page.locator('.compare-table input[type=checkbox]')
    await expect
      .poll(() => boxes.evaluateAll((all) => all.filter((box) => (box as HTMLInputElement).checked).length))
      .toBe(3)
    for (const more of [4, 5, 6]) {
      await page.locator('.compare-table input[type=checkbox]:not(:checked)').first().check()
      await expect.poll(() => page.locator('.compare-legend li').count()).toBe(more)
    }
    const another = page.locator('.compare-table input[type=checkbox]:not(:checked)').first()
    await expect.poll(() => another.isDisabled()).toBe(true)
    const names = await page.locator('.compare-legend li').allTextContents()
    await page.reload()
    await expect.poll(() => page.locator('.compare-legend li').allTextContents()).toEqual(names)
    await page.context().close()
  })

  it('compares spaces that were picked by hand, over days of one’s own', async () => {
    const opened = await openCompare()
    const { page } = opened
    await page.getByRole('button', { name: 'Pick spaces' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('searchbox').fill('whitman library')
    await dialog
      .getByRole('checkbox', { name: /^Whitman Library/ })
      .first()
      .check()
    await dialog.getByRole('searchbox').fill('map room')
    await dialog.getByRole('checkbox', { name: /^Map Room/ }).check()
    await expectClean(opened)
    await dialog.getByRole('button', { name: 'Compare 2' }).click()
    await expect.poll(async () => (await namesIn(page)).toSorted()).toEqual(['Map Room', 'Whitman Library'])
    await page.getByLabel('Period').selectOption('custom')
    const from = page.getByLabel('From', { exact: true })
    const to = await page.getByLabel('To', { exact: true }).inputValue()
    await from.fill(to)
    await from.press('Enter')
    await page.waitForURL(new RegExp(`from=${to}&to=${to}`))
    await page.context().close()
  })

  it('gives everything as CSV, exact, on all pages', async () => {
    const { page } = await openCompare('?sort=name')
    await page.locator('summary', { hasText: 'Download' }).click()
    const saved = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Download all figures as CSV' }).click()
    const lines = (await readFile(await (await saved).path(), 'utf8')).split('\r\n')
    expect(lines.length).toBeGreaterThan(51)
    expect(lines[0]).toMatch(/^\uFEFFName,Where,Function,Labels,Capacity/)
    await page.context().close()
  })

  it.each([
    { colorScheme: 'dark', viewport: { width: 360, height: 780 } },
    { colorScheme: 'light', viewport: { width: 2560, height: 1440 } },
  ] as const)('fits $viewport.width px, $colorScheme', async (look) => {
    const opened = await openCompare('?by=functions', look)
    const { page } = opened
    await settled(page)
    const beyond = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(await beyond()).toBe(0)
    await expectClean(opened)
    await page.context().close()
  })
})
