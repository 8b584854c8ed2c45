import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeInBrowser, expectClean, openPage, settled } from './browser.ts'
import { type OwnServer, startOwnServer } from './own-server.ts'

describeInBrowser('Now, over the demo', () => {
  test('shows the portfolio at a glance, and the tree down to the spaces', async () => {
    const opened = await openPage('/')
    const { page } = opened
    await page.getByRole('heading', { level: 1, name: 'Now' }).waitFor()

    const people = page.getByRole('region', { name: 'People now' }).locator('.figure-value')
    await expect.poll(() => people.textContent()).toMatch(/^[\d,]+$/)
    // On some days it is more than one.
    const attention = page.getByRole('region', { name: 'Sensors that need attention' })
    await attention.getByText('Offline').first().waitFor()

    await page.getByRole('button', { name: 'Show what is in Third Floor' }).press('Enter')
    // Lines that are out of sight are not drawn, and so count as hidden.
    const tree = page.getByRole('region', { name: 'All spaces' })
    await tree.getByRole('link', { name: 'Board Room', exact: true }).waitFor({ state: 'attached' })
    await page.reload()
    await tree.getByRole('link', { name: 'Board Room', exact: true }).waitFor({ state: 'attached' })
    await page.getByRole('button', { name: 'Hide what is in Third Floor' }).scrollIntoViewIfNeeded()
    await expectClean(opened)
    await page.context().close()
  })

  test('finds spaces by name, function, label and state, and the address says what was asked', async () => {
    const opened = await openPage('/?in=spc_whitman')
    const { page } = opened
    await page.getByLabel('Search by name').fill('cafe')
    await page.getByText('1 of 29 spaces match').waitFor()
    await page.getByRole('link', { name: 'Arbor Café' }).last().waitFor()
    expect(new URL(page.url()).search).toBe('?in=spc_whitman&q=cafe')

    await page.getByRole('button', { name: 'Clear' }).click()
    await page.getByLabel('Function').selectOption({ label: 'Meeting room (4)' })
    await page.getByLabel('Label').selectOption({ label: 'Bookable (9)' })
    await page.getByText('4 of 29 spaces match').waitFor()
    await page.getByRole('button', { name: 'Clear' }).click()
    const unknown = page.getByRole('button', { name: /^Unknown/ })
    await unknown.click()
    // As many as the button says, which depends on the day.
    const matches = page.getByText(/ of 29 spaces match/)
    const numberIn = (text: string | null) => Number(/\d+/.exec(text ?? ''))
    await expect
      .poll(async () => numberIn(await matches.textContent()) - numberIn(await unknown.textContent()))
      .toBe(0)
    await page.getByLabel('Search by name').fill('no such space')
    await page.getByText('No space matches.').waitFor()
    await expectClean(opened)
    await page.context().close()
  })

  test('fits a phone in the dark', async () => {
    const opened = await openPage('/', { viewport: { width: 360, height: 780 }, colorScheme: 'dark' })
    await opened.page.getByRole('link', { name: 'Harbor Campus' }).waitFor({ state: 'attached' })
    await settled(opened.page)
    const overhang = await opened.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overhang).toBe(0)
    await expectClean(opened)
    await opened.page.context().close()
  })
})

describeInBrowser('Now, from an empty store on', () => {
  let server: OwnServer
  beforeAll(async () => {
    server = await startOwnServer()
  })
  afterAll(() => server?.close())

  const post = async (url: string, payload: object) => {
    const answer = await server.request({ method: 'POST', url, payload })
    expect(answer.statusCode).toBeLessThan(300)
  }

  test('says what to do at each step, and shows the first reading as it arrives', async () => {
    const first = await openPage('/', { server })
    await first.page.getByRole('heading', { name: 'Welcome to Headcount' }).waitFor()
    await first.page.getByText(`curl -X POST ${server.url}/api/readings`).waitFor()
    await expectClean(first)
    await first.page.context().close()

    await post('/api/spaces', {
      id: 'spc_house',
      name: 'House',
      space_type: 'building',
      time_zone: 'America/New_York',
    })
    await post('/api/spaces', {
      id: 'spc_ash',
      name: 'Ash',
      space_type: 'space',
      parent_id: 'spc_house',
      capacity: 4,
      function: 'meeting_room',
    })
    await post('/api/sensors', { serial_number: 'S-1', sensor_type: 'oa', space_ids: ['spc_ash'] })

    const second = await openPage('/', { server })
    const { page } = second
    await page.getByText('No sensor has reported yet').waitFor()
    await page.getByText(/"sensor":"S-1"/).waitFor()
    await expectClean(second)

    await post('/api/readings', {
      readings: [{ type: 'count', sensor: 'S-1', at: new Date().toISOString(), count: 5 }],
    })
    // Long before the sensors are asked for again.
    await page.getByText('No sensor has reported yet').waitFor({ state: 'detached', timeout: 25_000 })
    const people = page.getByRole('region', { name: 'People now' })
    await people.getByText('5', { exact: true }).waitFor()
    const over = page.getByRole('region', { name: 'Over capacity' })
    await over.getByText('125%').waitFor()
    await page.context().close()
  })
})
