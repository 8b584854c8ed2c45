import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeInBrowser, expectClean, type OpenPage, openPage } from './browser.ts'
import { type OwnServer, startOwnServer } from './own-server.ts'

const rows = 'When\tPeople\tRoom\r\n2024-05-13 09:00\t3\tZoë’s\r\n2024-05-13 10:00\t7\tZoë’s\r\n'
let server: OwnServer

describeInBrowser('importing a file by its encoding', () => {
  beforeAll(async () => {
    server = await startOwnServer()
    const payload = {
      spaces: [{ id: 'spc_room', name: 'Room', space_type: 'space', time_zone: 'Europe/Paris' }],
      sensors: [{ serial_number: 'S-1', sensor_type: 'oa', space_ids: ['spc_room'] }],
    }
    const { statusCode } = await server.request({ method: 'POST', url: '/api/apply', payload })
    expect(statusCode).toBe(200)
  })
  afterAll(() => server?.close())

  test('takes the “Unicode text” of Excel', async () => {
    const opened = await openPage('/set-up/import', { server })
    const { page } = opened
    await choose(opened, Buffer.from(`\u{FEFF}${rows}`, 'utf16le'))
    await page.getByRole('region', { name: 'The first rows of the file' }).getByText('7 people').waitFor()
    await page.getByRole('button', { name: 'Import', exact: true }).click()

    await page.getByRole('heading', { name: 'Imported' }).waitFor()
    expect(await page.locator('.import-tally dd').allTextContents()).toEqual(['2', '2', '0', '0', '0'])
    await expectClean(opened)
  })

  test('asks for UTF-8 where it cannot tell the encoding', async () => {
    const opened = await openPage('/set-up/import', { server })
    await choose(opened, Buffer.from(rows, 'utf16le'))

    await opened.page.getByRole('alert').getByText('Save it as UTF-8').waitFor()
    await expectClean(opened)
  })
})

async function choose({ page }: OpenPage, buffer: Buffer): Promise<void> {
  await page
    .getByLabel('Drop a CSV file here, or choose one')
    .setInputFiles({ name: 'visits.txt', mimeType: 'text/plain', buffer })
}
