import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeInBrowser, expectClean, openPage } from './browser.ts'
import { type OwnServer, startOwnServer } from './own-server.ts'

let server: OwnServer

const message = (count: number) =>
  JSON.stringify({
    deviceId: 'D-7',
    sensorType: 'peopleCount',
    intValue: count,
    timestamp: new Date().toISOString(),
  })

const send = (url: string, payload: object) => server.request({ method: 'POST', url, payload })

describeInBrowser('devices', () => {
  beforeAll(async () => {
    server = await startOwnServer()
    await send('/api/spaces', { id: 'spc_hall', name: 'Hall', space_type: 'building', time_zone: 'UTC' })
  })
  afterAll(() => server?.close())

  test('a pasted message shows its readings, its sensor is added, and what waited for it is taken', async () => {
    const { dead_letter } = (await send('/api/ingest/auto', JSON.parse(message(5)))).json()
    const opened = await openPage('/set-up/devices', { server })
    const { page } = opened
    page.setDefaultTimeout(60_000)
    await page.getByRole('row').filter({ hasText: 'unknown_sensor' }).waitFor()

    await page.getByLabel('Message (JSON)').fill('{"deviceId": ')
    await page.getByRole('button', { name: 'Read it' }).click()
    await page.getByRole('alert').filter({ hasText: 'This is not JSON' }).waitFor()
    await page.getByLabel('Message (JSON)').fill(message(3))
    await page.getByRole('button', { name: 'Read it' }).click()
    await page.getByText('"type":"count"').waitFor()
    await page.getByText(`POST ${server.url}/api/ingest/microsoft-graph`).waitFor()

    await page.getByRole('button', { name: 'Add D-7' }).click()
    const dialog = page.getByRole('dialog')
    expect(await dialog.getByLabel('Serial number').inputValue()).toBe('D-7')
    await dialog.getByRole('combobox', { name: 'Spaces' }).selectOption({ label: 'Hall' })
    await dialog.getByRole('button', { name: 'Create' }).click()
    await page
      .getByRole('listitem')
      .filter({ hasText: /^D-7 set up$/ })
      .waitFor()

    await page.getByRole('button', { name: `Try ${dead_letter} again` }).click()
    await page.getByText('1 reading taken.').waitFor()
    await page.getByText('Everything that arrived was taken.').waitFor()
    const now = (await server.request({ url: '/api/now' })).json()
    expect(now.spaces.spc_hall).toMatchObject({ count: 5, is_known: true })
    await expectClean(opened)
    await page.context().close()
  })

  test('what cannot be read says why, and a letter is discarded', async () => {
    await send('/api/ingest/auto', { weather: 'fine' })
    const opened = await openPage('/set-up/devices', { server, viewport: { width: 360, height: 780 } })
    const { page } = opened
    await page.getByLabel('Message (JSON)').fill('{"weather": "fine"}')
    await page.getByRole('button', { name: 'Read it' }).click()
    await page.getByText('No readings can be made of it').waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)

    await page.getByRole('button', { name: /^Discard dlt_/ }).click()
    await page.getByText('Everything that arrived was taken.').waitFor()
    expect((await server.request({ url: '/api/dead-letters' })).json().data).toEqual([])
    await page.context().close()
  })
})
