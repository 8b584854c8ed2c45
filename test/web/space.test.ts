import { readFile } from 'node:fs/promises'
import Papa from 'papaparse'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Metrics, Segments } from '../../src/client/analytics-wire.ts'
import { describeInBrowser, expectClean, openPage, settled } from './browser.ts'
import { type OwnServer, startOwnServer } from './own-server.ts'

const HOUR_MS = 3_600_000

describeInBrowser('the page of a space', () => {
  it('draws every chart, and has nothing for axe to say', async () => {
    const open = await openPage('/spaces/spc_mercer002')
    const { page } = open
    await drawn(page, 6)
    await expect.poll(() => blankCanvases(page)).toEqual([])
    await page.getByText('Average occupancy', { exact: true }).waitFor()
    await expectClean(open)
    await page.context().close()
  })

  it('is clean in the dark on a phone', async () => {
    const open = await openPage('/spaces/spc_mercer106?period=7d', {
      colorScheme: 'dark',
      viewport: { width: 360, height: 780 },
    })
    await drawn(open.page, 6)
    await settled(open.page)
    const [content, view] = await open.page.evaluate(() => [
      document.documentElement.scrollWidth,
      window.innerWidth,
    ])
    expect(content).toBeLessThanOrEqual(view ?? 0)
    await expectClean(open)
    await open.page.context().close()
  })

  it('shows as a table exactly what the server says, and downloads the same as CSV', async () => {
    const [first, last] = [dateBefore(8), dateBefore(2)]
    const { page } = await openPage(`/spaces/spc_mercer002?period=custom&from=${first}&to=${last}&by=day`)
    await drawn(page, 6)
    const history = card(page, 'History')
    const shown = await asTable(history)
    const answer = await page.request.post(at(page, '/api/metrics'), {
      headers: { 'sec-fetch-site': 'same-origin' },
      data: {
        space_ids: ['spc_mercer002'],
        flatten: false,
        start_date: `${first}T00:00:00`,
        end_date: `${last}T23:59:59`,
        time_resolution: 'day',
        operating_hours: { days: [1, 2, 3, 4, 5], start_hour: 8, end_hour: 18 },
      },
    })
    const { spaces } = (await answer.json()) as Metrics
    const rows = spaces['spc_mercer002']?.rows ?? []
    expect(rows.length).toBeGreaterThan(3)
    const exact = rows.map((row) => [row.occupancy_avg, row.occupancy_max, row.entrances])
    const named = ['Average occupancy', 'Peak occupancy', 'Entrances']
    expect(shown.map((row) => named.map((title) => Number(row[title])))).toEqual(exact)
    expect(shown.map((row) => row['Start'])).toEqual(rows.map(({ start }) => localTimeOf(start)))

    const [saved] = await Promise.all([page.waitForEvent('download'), choose(history, 'Download as CSV')])
    expect(saved.suggestedFilename()).toMatch(/^spc_mercer002-history-day-.*\.csv$/)
    const text = await readFile(await saved.path(), 'utf8')
    expect(text.startsWith('\uFEFF')).toBe(true)
    const { data } = Papa.parse<Record<string, string>>(text.slice(1), { header: true, skipEmptyLines: true })
    expect(data.map((row) => named.map((title) => Number(row[title])))).toEqual(exact)
    expect(data.map((row) => Number(row['Time used (ms)']))).toEqual(rows.map((row) => row.time_used_ms))
    expect(data.map((row) => row['Start (UTC)'])).toEqual(rows.map(({ start }) => start))
    expect(data.map((row) => row['Start'])).toEqual(rows.map(({ start }) => localTimeOf(start)))
    await page.context().close()
  })

  it('is reproduced by its link', async () => {
    const { page } = await openPage('/spaces/spc_mercer002')
    await page.getByText('90 days', { exact: true }).click()
    await card(page, 'Week pattern').getByText('Peak', { exact: true }).click()
    await card(page, 'History').getByText('Week', { exact: true }).click()
    await card(page, 'Day by day').getByText('Visits', { exact: true }).click()
    await page.getByRole('button', { name: 'Previous period' }).click()
    await page.waitForURL(/period=custom/)
    await drawn(page, 6)
    const { pathname, search } = new URL(page.url())
    const again = await openPage(pathname + search)
    await drawn(again.page, 6)
    const state = (of: Page) =>
      of.evaluate(() => [
        ...[...document.querySelectorAll('.choice input:checked')].map(
          (input) => input.parentElement?.textContent,
        ),
        document.querySelector('.space-period-shown')?.textContent,
      ])
    expect(await state(again.page)).toEqual(await state(page))
    expect(search).toContain('week=peak')
    const pictures = (of: Page) =>
      card(of, 'Week pattern').locator('.chart-canvas').getAttribute('aria-label')
    expect(await pictures(again.page)).toBe(await pictures(page))
    await page.context().close()
    await again.page.context().close()
  })

  it('draws a day of 25 hours in the time of the space, wherever one looks at it from', async () => {
    const date = lastRepeatedHour()
    const { page } = await openPage(`/spaces/spc_mercer002?day=${date}`, { timezoneId: 'Asia/Tokyo' })
    await drawn(page, 6)
    const day = card(page, 'Day:')
    const rows = await asTable(day)
    const counted = rows.filter(({ What }) => What === 'People' || What === 'Unknown')
    expect(counted[0]?.['Start']).toBe(`${date} 00:00:00`)
    expect(counted.at(-1)?.['End']).toMatch(/ 00:00:00$/)
    expect(rows.filter(({ What }) => What === 'Typical')).toHaveLength(100)
    await page.context().close()
  })

  it('says of a space that counts nothing that it does not count', async () => {
    const open = await openPage('/spaces/spc_campus')
    await open.page.goto(at(open.page, `/spaces/${await planned(open.page)}`))
    await open.page.getByText('This space does not count').waitFor()
    await expectClean(open)
    await open.page.context().close()
  })
})

describeInBrowser('the page of a space that is being counted', () => {
  let server: OwnServer
  const now = Date.now()

  beforeAll(async () => {
    server = await startOwnServer()
    await send('/api/spaces', {
      id: 'spc_room',
      name: 'Room',
      space_type: 'space',
      time_zone: 'UTC',
      capacity: 4,
    })
    await send('/api/sensors', {
      serial_number: 'OA-1',
      sensor_type: 'oa',
      space_id: 'spc_room',
      heartbeat_seconds: null,
    })
    await send('/api/readings', [
      { type: 'count', sensor: 'OA-1', count: 2, at: now - 50 * HOUR_MS },
      { type: 'health', sensor: 'OA-1', status: 'offline', at: now - 40 * HOUR_MS },
      { type: 'count', sensor: 'OA-1', count: 3, at: now - 1_000 },
    ])
  })
  afterAll(() => server?.close())

  const send = async (url: string, payload: object) => {
    const { statusCode, body } = await server.request({ method: 'POST', url, payload })
    expect(statusCode, body).toBeLessThan(300)
  }

  it('leaves a gap where nothing is known, and never says zero there', async () => {
    const date = new Date(now - 30 * HOUR_MS).toISOString().slice(0, 10)
    const { page } = await openPage(`/spaces/spc_room?day=${date}`, { server })
    const day = card(page, 'Day:')
    await drawn(page, 1)
    const rows = (await asTable(day)).filter(({ What }) => What === 'People' || What === 'Unknown')
    const answer = await page.request.get(
      at(page, `/api/spaces/spc_room/segments?start_date=${date}T00:00:00&end_date=${date}T23:59:59`),
    )
    const { segments } = (await answer.json()) as Segments
    expect(segments.some(({ count }) => count === null)).toBe(true)
    expect(
      rows.map(({ What, Start, End, People }) => ({
        start: utcOf(Start),
        end: utcOf(End),
        count: What === 'Unknown' ? null : Number(People),
      })),
    ).toEqual(
      segments.map(({ start, end, count }) => ({ start: Date.parse(start), end: Date.parse(end), count })),
    )
    await page.context().close()
  })

  it('grows as counts arrive', async () => {
    const { page } = await openPage('/spaces/spc_room', { server })
    const number = page.locator('.space-count-number')
    await expect.poll(() => number.textContent()).toBe('3')
    await drawn(page, 1)
    await asTable(card(page, 'Day:'))
    await send('/api/readings', [{ type: 'count', sensor: 'OA-1', count: 6, at: Date.now() }])
    await expect.poll(() => number.textContent()).toBe('6')
    await page.getByText('Over capacity').first().waitFor()
    // The page looks at the clock once a minute: at midnight it is on the day before for so long.
    await card(page, 'Day:')
      .locator('tbody tr', { hasText: 'People' })
      .getByText('6', { exact: true })
      .waitFor({ timeout: 70_000 })
    await page.context().close()
  }, 180_000)
})

/** An address of the server that a page came from. */
function at(page: Page, path: string): string {
  return new URL(path, page.url()).href
}

/** A card by how its title begins. */
function card(page: Page, title: string) {
  return page
    .locator('section.card')
    .filter({ has: page.getByRole('heading', { name: new RegExp(`^${title}`) }) })
}

/** Waits until so many charts, at least, are drawn and nothing is being loaded. */
async function drawn(page: Page, charts: number): Promise<void> {
  await page.waitForFunction((least) => {
    const places = [...document.querySelectorAll('.chart-canvas')]
    return (
      places.length >= least &&
      places.every((place) => place.querySelector('canvas') !== null) &&
      document.querySelector('.skeleton, .answer-old') === null
    )
  }, charts)
}

/** The labels of canvases with but one colour. */
function blankCanvases(page: Page): Promise<readonly (string | null)[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.chart-canvas')]
      .filter((place) => {
        const canvas = place.querySelector('canvas')
        const pixels = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data
        return new Set(new Uint32Array(pixels?.buffer ?? new ArrayBuffer(0))).size < 10
      })
      .map((place) => place.getAttribute('aria-label')),
  )
}

async function choose(of: ReturnType<typeof card>, action: string): Promise<void> {
  await of.locator('summary').click()
  await of.getByRole('button', { name: action }).click()
}

/** Shows a card as a table, and reads it. */
async function asTable(of: ReturnType<typeof card>): Promise<readonly Readonly<Record<string, string>>[]> {
  await choose(of, 'Show as a table')
  const rows = of.locator('tbody tr')
  await rows.first().waitFor()
  const titles = await of.locator('thead th').allTextContents()
  const cells = await rows.evaluateAll((rows) =>
    rows.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent ?? '')),
  )
  return cells.map((row) => Object.fromEntries(titles.map((title, index) => [title, row[index] ?? ''])))
}

/** An instant on the clocks of New York, as tables and files have it. */
function localTimeOf(instant: string | null): string {
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'America/New_York',
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(new Date(instant ?? 0))
}

/** The instant of a time that a table shows in UTC. */
function utcOf(time: string | undefined): number {
  return Date.parse(`${time?.replace(' ', 'T')}Z`)
}

/** The date of so many days ago, by the clocks of UTC. */
function dateBefore(days: number): string {
  return new Date(Date.now() - days * 24 * HOUR_MS).toISOString().slice(0, 10)
}

/** The last day in New York that repeated an hour: the first Sunday of November. */
function lastRepeatedHour(): string {
  const inYear = (year: number) => {
    const first = new Date(Date.UTC(year, 10, 1))
    first.setUTCDate(1 + ((7 - first.getUTCDay()) % 7))
    return first.toISOString().slice(0, 10)
  }
  const year = new Date().getUTCFullYear()
  return inYear(year) <= dateBefore(2) ? inYear(year) : inYear(year - 1)
}

/** A space of the demo that has no sensor yet. */
async function planned(page: Page): Promise<string> {
  const answer = await page.request.get(at(page, '/api/spaces'))
  const spaces = (await answer.json()) as { id: string; counting_mode: string | null; space_type: string }[]
  const found = spaces.find((space) => space.counting_mode === null && space.space_type === 'space')
  expect(found).toBeDefined()
  return found?.id ?? ''
}
