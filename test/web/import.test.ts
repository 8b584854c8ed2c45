import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeInBrowser, expectClean, type OpenPage, openPage } from './browser.ts'
import { type OwnServer, startOwnServer } from './own-server.ts'

const HOSTILE = '<img src=x onerror=alert(1)>'
let server: OwnServer

describeInBrowser('importing a CSV file', () => {
  beforeAll(async () => {
    server = await startOwnServer()
    await create('spaces', { id: 'spc_room', name: 'Room', space_type: 'space', time_zone: 'Europe/Paris' })
    await create('sensors', { serial_number: 'S-1', sensor_type: 'oa', space_ids: ['spc_room'] })
  })
  afterAll(() => server?.close())

  /** Two good rows, two bad ones and one without a count. */
  const rowsOf = (date: string) =>
    [
      'When,People',
      `${date} 09:00,3`,
      `${date} 09:15,${HOSTILE}`,
      'yesterday,4',
      `${date} 10:00,7`,
      `${date} 11:00,`,
    ].join('\n')

  test('previews what the rows mean, takes the good ones, and gives the bad ones back', async () => {
    const opened = await open()
    const { page } = opened
    await choose(opened, 'visits.csv', rowsOf('2024-05-13'))
    const preview = page.getByRole('region', { name: 'The first rows of the file' })
    await preview.getByText('"yesterday" is not a time.').waitFor()
    await preview.getByText(`"${HOSTILE}" is not a number of people.`).waitFor()
    expect(await preview.getByText('3 people').count()).toBe(1)
    // The one sensor there is, on the clocks of its space.
    expect(await page.getByLabel('Sensor', { exact: true }).inputValue()).toBe('S-1')
    expect(await page.getByLabel('Time zone').inputValue()).toBe('Europe/Paris')
    await expectClean(opened)

    await page.getByRole('button', { name: 'Import', exact: true }).click()
    await page.getByText('Rows not taken', { exact: true }).first().waitFor()
    expect(await tally(opened)).toEqual({ read: '5', taken: '2', there: '0', rejected: '2', blank: '1' })
    await expectClean(opened)

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download the rows not taken' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('visits.rejected.csv')
    expect(await readFile(await download.path(), 'utf8')).toBe(
      `When,People\n2024-05-13 09:15,${HOSTILE}\nyesterday,4\n`,
    )
    expect(await occupancyAt('2024-05-13T08:30:00Z')).toBe(7)
    await close(opened)
  })

  test('changes nothing of what is there already', async () => {
    await create('readings', [
      { type: 'count', sensor: 'S-1', count: 3, at: '2024-05-14T09:00:00+02:00' },
      { type: 'count', sensor: 'S-1', count: 7, at: '2024-05-14T10:00:00+02:00' },
    ])
    const opened = await open()
    await choose(opened, 'visits.csv', rowsOf('2024-05-14'))
    await opened.page.getByRole('button', { name: 'Import', exact: true }).click()

    await opened.page.getByText('Rows not taken', { exact: true }).first().waitFor()
    expect(await tally(opened)).toEqual({ read: '5', taken: '0', there: '2', rejected: '2', blank: '1' })
    await close(opened)
  })

  test('a large file is taken in many batches while the page goes on, and the server’s pauses are kept', async () => {
    const opened = await open()
    const { page } = opened
    let batches = 0
    await page.route('**/api/readings', async (route) => {
      batches++
      if (batches === 2) await route.fulfill({ status: 503, headers: { 'retry-after': '3' }, body: '{}' })
      else await route.continue()
    })
    const lines = Array.from({ length: 60_000 }, (_, index) => `${1_600_000_000 + index * 60},${index % 50}`)
    await choose(opened, 'long.csv', `time,count\n${lines.join('\n')}`)
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    await page.getByText('The server is busy.').waitFor()
    await page.getByText('Readings taken').waitFor({ timeout: 60_000 })

    expect(await tally(opened)).toMatchObject({ read: '60,000', taken: '60,000', rejected: '0' })
    expect(batches).toBe(7)
    expect(opened.complaints.filter((line) => !line.includes('503'))).toEqual([])
    await close(opened)
  }, 150_000)

  test('asks for what it cannot guess', async () => {
    const opened = await open()
    const { page } = opened
    await choose(opened, 'odd.csv', 'a,b\nx,y\n')
    await page.getByText('Choose the column with the time.').waitFor()

    expect(await page.getByRole('button', { name: 'Import', exact: true }).isDisabled()).toBe(true)
    await expectClean(opened)
    await close(opened)
  })
})

function open(): Promise<OpenPage> {
  return openPage('/set-up/import', { server })
}

function close({ page }: OpenPage): Promise<void> {
  return page.context().close()
}

async function choose({ page }: OpenPage, name: string, text: string): Promise<void> {
  await page
    .getByLabel('Drop a CSV file here, or choose one')
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
  await page.getByText(name).first().waitFor()
}

async function tally({ page }: OpenPage): Promise<Record<string, string>> {
  const [read = '', taken = '', there = '', rejected = '', blank = ''] = await page
    .locator('.import-tally dd')
    .allTextContents()
  return { read, taken, there, rejected, blank }
}

async function create(collection: string, payload: object): Promise<void> {
  const { statusCode, body } = await server.request({ method: 'POST', url: `/api/${collection}`, payload })
  expect(statusCode, body).toBeLessThan(300)
}

/** What the API says of the room at an instant of 13 May 2024. */
async function occupancyAt(instant: string): Promise<number | null> {
  const answer = await server.request({
    method: 'GET',
    url: '/api/spaces/spc_room/segments',
    query: { start_date: '2024-05-13T00:00:00Z', end_date: '2024-05-14T00:00:00Z' },
  })
  const segments: { start: string; end: string; count: number | null }[] = answer.json().segments
  const at = Date.parse(instant)
  return segments.find(({ start, end }) => Date.parse(start) <= at && at < Date.parse(end))?.count ?? null
}
