import { readFile } from 'node:fs/promises'
import { strFromU8, unzipSync } from 'fflate'
import type { Locator, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { describeInBrowser, openPage } from './browser.ts'

describeInBrowser('what is downloaded from a comparison of floors', () => {
  it('names places by their building, in CSV and in the legend, with the unit', async () => {
    const { page } = await openFloors()
    const chart = page.getByRole('region', { name: 'Day by day' })
    const legend = await chart.locator('.compare-legend li').allTextContents()
    expect(legend.some((name) => /Ground Floor, \w+/.test(name))).toBe(true)

    const [header = ''] = (await saved(page, chart, 'Download as CSV')).toString('utf8').split('\r\n')
    expect(header.startsWith('\uFEFFDay,')).toBe(true)
    for (const name of legend) expect(header).toContain(`${name.replace(/^[A-F]\s*/, '')} (Average people)`)
    await page.context().close()
  })

  it('is a picture with a title, a period and a legend around the chart', async () => {
    const { page } = await openFloors()
    const chart = page.getByRole('region', { name: 'Day by day' })
    const drawn = await chart.locator('canvas').boundingBox()
    const picture = await saved(page, chart, 'Download as PNG')
    expect(picture.subarray(1, 4).toString()).toBe('PNG')
    // At twice the size: three lines of legend, and a title with at least three lines.
    expect(picture.readUInt32BE(20)).toBeGreaterThan(2 * ((drawn?.height ?? 0) + 6 * 19))
    await page.context().close()
  })

  it('is a workbook however large, within the policy of the page', async () => {
    const { page, complaints } = await openFloors('?period=12m')
    const card = page.getByRole('region', { name: 'All figures' })
    await card.locator('summary', { hasText: 'Download' }).waitFor({ timeout: 120_000 })
    const files = unzipSync(new Uint8Array(await saved(page, card, 'Download all days for Excel (XLSX)')))
    const sheet = strFromU8(files['xl/worksheets/sheet1.xml'] ?? new Uint8Array())
    // Beyond this size its compression would start a worker from a blob.
    expect(sheet.length).toBeGreaterThan(160_000)
    const words = strFromU8(files['xl/sharedStrings.xml'] ?? new Uint8Array())
    expect(words).toMatch(/Ground Floor, \w+/)
    expect(words).toContain('Time used (h)')
    expect(complaints).toEqual([])
    await page.context().close()
  }, 180_000)
})

async function openFloors(query = '') {
  const opened = await openPage(`/compare${query === '' ? '?' : `${query}&`}by=floors`)
  await opened.page.getByRole('region', { name: 'Day by day' }).locator('canvas').waitFor()
  return opened
}

/** Chooses from the menu of a card, and reads what is saved. */
async function saved(page: Page, card: Locator, choice: string): Promise<Buffer> {
  await card.locator('summary').first().click()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    card.getByRole('button', { name: choice }).click(),
  ])
  return readFile(await file.path())
}
