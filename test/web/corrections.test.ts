import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demand } from '../api/demand.ts'
import { describeInBrowser, expectClean, openPage, type PageOptions } from './browser.ts'
import { type OwnServer, startOwnServer } from './own-server.ts'

/** At noon somewhere, so that a few minutes ago is the same day. */
const zone = noonZone()
const MINUTE_MS = 60_000

let server: OwnServer

function noonZone(): string {
  const ahead = 12 - new Date().getUTCHours()
  // What lies east of Greenwich has a minus in these names.
  return ahead === 0 ? 'Etc/GMT' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`
}

async function post(url: string, payload: object): Promise<void> {
  demand(await server.request({ method: 'POST', url, payload }))
}

async function makePlace(): Promise<void> {
  await post('/api/spaces', { id: 'spc_house', name: 'House', space_type: 'building', time_zone: zone })
  for (const [id, name] of [
    ['spc_room', 'Room'],
    ['spc_hall', 'Hall'],
  ]) {
    await post('/api/spaces', { id, name, space_type: 'space', parent_id: 'spc_house' })
  }
  await post('/api/sensors', { serial_number: 'OA-1', sensor_type: 'oa', space_id: 'spc_room' })
  await post('/api/sensors', { serial_number: 'S5-1', sensor_type: 'entry' })
  await post('/api/doorways', {
    name: 'Main door',
    sensor_serial_number: 'S5-1',
    spaces: [{ id: 'spc_hall', sensor_placement: 1 }],
  })
  const at = Date.now() - 10 * MINUTE_MS
  await post('/api/readings', [
    { type: 'count', sensor: 'OA-1', at, count: 4 },
    { type: 'crossing', sensor: 'S5-1', at, direction: 1, n: 3 },
  ])
}

const open = (path: string, options: PageOptions = {}) => openPage(path, { server, ...options })
const dialogOf = (page: Page) => page.getByRole('dialog')
const counted = (page: Page) => dialogOf(page).locator('.set-up-count-now strong')

async function start(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Correct the count' }).click()
  await counted(page).waitFor()
}

async function submit(page: Page): Promise<void> {
  await dialogOf(page).getByRole('button', { name: 'Correct', exact: true }).click()
  await dialogOf(page).waitFor({ state: 'detached' })
}

async function undo(page: Page): Promise<void> {
  await dialogOf(page).getByRole('button', { name: 'Undo' }).click()
  await page.getByText('The correction is undone.').waitFor()
  await dialogOf(page).getByRole('heading', { name: 'Corrections so far' }).waitFor({ state: 'detached' })
}

/** Points along the chart of the day until what pops up says something. */
async function tooltipSays(page: Page, text: string): Promise<void> {
  const canvas = page.locator('.space-day .chart-canvas')
  const box = await canvas.boundingBox()
  if (box === null) throw new Error('The chart is not drawn.')
  const said = canvas.getByText(text)
  for (let x = box.x + 10; x < box.x + box.width; x += 4) {
    await page.mouse.move(x, box.y + box.height / 3)
    if (await said.isVisible()) return
  }
  throw new Error(`Nowhere along the chart it says ${text}.`)
}

describeInBrowser('correcting a count', () => {
  beforeAll(async () => {
    server = await startOwnServer()
    await makePlace()
  })
  afterAll(() => server?.close())

  test('of a room with sensors offers what each kind does, and none that needs doorways', async () => {
    const opened = await open('/spaces/spc_room')
    await start(opened.page)
    const kinds = dialogOf(opened.page).getByRole('radio')

    expect(await kinds.count()).toBe(3)
    await dialogOf(opened.page).getByText('while they are offline the count stays unknown').waitFor()
    await expectClean(opened)
  })

  test('by a fixed number shows it with who and why, and the room counts as before once it is undone', async () => {
    const opened = await open('/spaces/spc_room')
    const { page } = opened
    await start(page)
    await expect.poll(() => counted(page).textContent()).toBe('4')
    await dialogOf(page).getByLabel('People to add').fill('2')
    await dialogOf(page).getByLabel('Reason').fill('Two seats behind the pillar')
    await submit(page)
    await page.getByText('Count of Room corrected.').waitFor()

    await start(page)
    await expect.poll(() => counted(page).textContent()).toBe('6')
    const list = dialogOf(page).locator('.correction')
    await list.getByText(/^\+2 people from .+ until it is undone\.$/).waitFor()
    await list.getByText('Reason: Two seats behind the pillar').waitFor()
    await list.getByText(/^By \S.+, .+/).waitFor()
    await expectClean(opened)

    await undo(page)
    await expect.poll(() => counted(page).textContent()).toBe('4')
  })

  test('is marked on the day chart, where who points at it reads who made it, when and why', async () => {
    const made = demand(
      await server.request({
        method: 'POST',
        url: '/api/corrections',
        payload: {
          kind: 'offset',
          space_id: 'spc_room',
          people: 3,
          from: new Date(Date.now() - 8 * MINUTE_MS).toISOString(),
          reason: 'A tour of the house',
        },
      }),
    ).json() as { id: string }
    const opened = await open('/spaces/spc_room')
    const { page } = opened
    const chart = page.locator('.space-day')
    await chart.getByText(/^\+3 people from .+ · Reason: A tour of the house · By \S.+, .+/).waitFor()
    // About noon, and so about the middle.
    await tooltipSays(page, 'Reason: A tour of the house')
    await expectClean(opened)

    const audit = await open('/set-up/history')
    await audit.page.getByText('Reason: A tour of the house').waitFor()
    await expectClean(audit)

    await start(page)
    await undo(page)
    await chart.locator('.space-day-corrections').waitFor({ state: 'detached' })
    await audit.page.reload()
    await audit.page.getByRole('cell', { name: 'Correction undone' }).first().waitFor()
    expect(made.id).toMatch(/^cor_/)
  })

  test('ignores a sensor from a time until a time, and refuses an end before its start', async () => {
    const opened = await open('/spaces/spc_room')
    const { page } = opened
    await start(page)
    const dialog = dialogOf(page)
    await dialog.getByLabel('Ignore a sensor').check()
    await dialog.getByLabel('From', { exact: true }).selectOption('From an earlier time on')
    await dialog.getByLabel(/^Local time/).fill('2024-05-14T10:00')
    await dialog.getByLabel(/^Until/).fill('2024-05-14T09:00')
    await dialog.getByText('This is not after the start.').waitFor()
    expect(await dialog.getByRole('button', { name: 'Correct', exact: true }).isDisabled()).toBe(true)
    await dialog.getByLabel(/^Until/).fill('2024-05-14T11:30')
    await submit(page)

    await start(page)
    await dialog.getByText(/^Sensor OA-1 ignored from .+10:00.+ until .+11:30.+\.$/).waitFor()
    await undo(page)
  })

  test('says the highest count of a sensor, from which on it means at least', async () => {
    const { page } = await open('/spaces/spc_room')
    await start(page)
    await dialogOf(page).getByLabel('Set the highest count of a sensor').check()
    await dialogOf(page).getByLabel('Highest count it can tell').fill('3')
    await submit(page)
    await start(page)
    await dialogOf(page)
      .getByText(/^Highest count of sensor OA-1 is 3 from /)
      .waitFor()
    await undo(page)
  })

  test('of a hall with doorways sets it, and is undone from the building that it is in', async () => {
    const { page } = await open('/spaces/spc_hall', {
      viewport: { width: 360, height: 780 },
      colorScheme: 'dark',
    })
    await start(page)
    await dialogOf(page).getByLabel('People really there').fill('12')
    await submit(page)
    await page.getByText('Count of Hall set to 12.').waitFor()

    const parent = await open('/set-up/spaces')
    await parent.page.getByRole('button', { name: 'Correct the count of House' }).click()
    await parent.page.getByText('it is the sum of the spaces in it').waitFor()
    const list = dialogOf(parent.page).locator('.correction')
    await list.getByText('Hall', { exact: true }).waitFor()
    await list.getByText(/^Count set to 12 at /).waitFor()
    await expectClean(parent)
    await undo(parent.page)
  })
})
