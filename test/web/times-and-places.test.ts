import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { describeInBrowser, expectClean, openPage, settled } from './browser.ts'

const DAY_MS = 86_400_000
const zone = 'America/New_York'
const room = 'spc_mercer002'

describeInBrowser('times, wherever one looks from', () => {
  it('follow the browser’s region, and another one or another clock once that is chosen', async () => {
    const opened = await openPage('/', { locale: 'de-DE' })
    const { page } = opened
    const hours = page.getByRole('button', { name: 'Working hours' })
    await expect.poll(() => hours.textContent()).toBe('Mon–Fri, 08:00–18:00')
    await page.locator('summary[aria-label="Account"]').click()
    await expectClean(opened)
    await page.getByLabel('Dates and numbers as in').selectOption('US')
    await expect.poll(() => hours.textContent()).toMatch(/^Mon–Fri, 8:00\sAM–6:00\sPM$/)
    await page.locator('summary[aria-label="Account"]').click()
    await page.getByRole('combobox', { name: /^Clock/ }).selectOption('24')
    await expect.poll(() => hours.textContent()).toBe('Mon–Fri, 08:00–18:00')
    await page.context().close()
  })

  it('name the zone of the places, in Setup and on a public screen', async () => {
    const { page } = await openPage('/set-up/tokens', { timezoneId: 'Asia/Tokyo' })
    await page
      .getByRole('cell', { name: /, \d+:\d\d\s[AP]M E[SD]T$/ })
      .first()
      .waitFor()
    await page.goto(new URL('/display/whitman-library', page.url()).href)
    await page.getByText(/^America\/New York/).waitFor()
    await page.context().close()
  })
})

describeInBrowser('a space outside the working hours, and ahead', () => {
  it('says that there are readings at other hours, and shows them', async () => {
    const saturday = lastSaturday()
    const { page } = await openPage(`/spaces/${room}?period=custom&from=${saturday}&to=${saturday}`)
    const figures = page.getByRole('region', { name: 'Key figures' })
    await figures.getByText(/^Outside your working hours \(Mon–Fri, 8:00\sAM–6:00\sPM\)$/).waitFor()
    await figures.getByRole('button', { name: 'Show all hours' }).click()
    const peak = figures
      .locator('.space-figure')
      .filter({ has: page.getByText('Peak occupancy', { exact: true }) })
      .locator('.space-figure-value')
    await expect.poll(() => peak.textContent()).toBe(String(await peakOn(page, saturday)))
    await page.context().close()
  })

  it('shows what is typical of a day to come, and says that it is that', async () => {
    const date = dateIn(zone, Date.now() + 7 * DAY_MS)
    const opened = await openPage(`/spaces/${room}?day=${date}`)
    const { page } = opened
    const day = page
      .locator('section.card')
      .filter({ has: page.getByRole('heading', { name: /^Typical for / }) })
    await day.locator('canvas').waitFor()
    expect(await day.getByLabel('Day', { exact: true }).inputValue()).toBe(date)
    await expectClean(opened)
    await day.locator('summary').click()
    await day.getByRole('button', { name: 'Show as a table' }).click()
    const rows = day.locator('tbody tr', { hasText: 'Typical' })
    await rows.first().waitFor()
    expect(await day.locator('tbody tr', { hasText: /^People/ }).count()).toBe(0)
    const titles = await day.locator('thead th').allTextContents()
    const medians = await rows.evaluateAll(
      (lines, column) => lines.map((line) => Number(line.querySelectorAll('td')[column]?.textContent)),
      titles.indexOf('Median'),
    )
    const typical = await page.request.get(
      new URL(`/api/spaces/${room}/typical-day?date=${date}&weeks=12`, page.url()).href,
    )
    const { points } = (await typical.json()) as { points: readonly { median: number | null }[] }
    expect(medians).toEqual(points.map(({ median }) => median))
    await page.context().close()
  })
})

describeInBrowser('a phone of 360 px', () => {
  const viewport = { width: 360, height: 780 }

  it('has everything that can be done to a space in one row, whole', async () => {
    const opened = await openPage('/set-up/spaces', { viewport })
    const { page } = opened
    await page.getByRole('button', { name: 'Edit Dining Hall' }).waitFor()
    await settled(page)
    const boxes = await page.locator('.set-up-actions').evaluateAll((all) =>
      all.map((actions) => {
        const { right, height } = actions.getBoundingClientRect()
        return { right, height }
      }),
    )
    expect(boxes.length).toBeGreaterThan(60)
    for (const { right, height } of boxes) {
      expect(right).toBeLessThanOrEqual(360)
      expect(height).toBeLessThan(60)
    }
    await expectClean(opened)
    await page.context().close()
  })

  it('shows figures of a comparison beside the names', async () => {
    const { page } = await openPage('/compare', { viewport })
    const first = page.getByRole('table').locator('tbody tr').first()
    await first.waitFor()
    await settled(page)
    const figures = await first
      .locator('td.numeric')
      .evaluateAll((cells) =>
        cells.map((cell) => ({ right: cell.getBoundingClientRect().right, text: cell.textContent })),
      )
    const seen = figures.filter(({ right }) => right <= 360).map(({ text }) => Number(text))
    expect(seen.length).toBeGreaterThanOrEqual(2)
    for (const figure of seen) expect(figure).toBeGreaterThan(0)
    await page.context().close()
  })
})

/** The local day of an instant, `YYYY-MM-DD`. */
function dateIn(timeZone: string, at: number): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone }).format(at)
}

/** The last Saturday in New York that is over, and its Sunday too. */
function lastSaturday(): string {
  const back = Array.from({ length: 7 }, (_, days) => dateIn(zone, Date.now() - (days + 2) * DAY_MS))
  return back.find((date) => new Date(`${date}T12:00:00Z`).getUTCDay() === 6) ?? ''
}

async function peakOn(page: Page, date: string): Promise<number | null | undefined> {
  const answer = await page.request.post(new URL('/api/metrics', page.url()).href, {
    headers: { 'sec-fetch-site': 'same-origin' },
    data: {
      space_ids: [room],
      flatten: false,
      start_date: `${date}T00:00:00`,
      end_date: `${date}T23:59:59`,
    },
  })
  const { spaces } = (await answer.json()) as {
    spaces: Record<string, { rows: readonly { occupancy_max: number | null }[] }>
  }
  return spaces[room]?.rows[0]?.occupancy_max
}
