import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeInBrowser, expectClean, type OpenPage, openPage, settled } from './browser.ts'
import { type OwnServer, startOwnServer } from './own-server.ts'

/** Would run if it ever reached the page as anything but text. */
const HOSTILE = '<img src=x onerror=alert(1)>'

let server: OwnServer

describeInBrowser('the set-up', () => {
  beforeAll(async () => {
    server = await startOwnServer()
    await create('spaces', {
      id: 'spc_tower',
      name: HOSTILE,
      space_type: 'building',
      time_zone: 'Europe/Paris',
    })
    await create('spaces', { id: 'spc_level', name: 'Level 1', space_type: 'floor', parent_id: 'spc_tower' })
    await create('spaces', {
      id: 'spc_hall',
      name: 'Hall',
      space_type: 'space',
      parent_id: 'spc_level',
      capacity: 40,
    })
    await create('sensors', { serial_number: 'S5-1', sensor_type: 'entry' })
    await create('doorways', {
      name: 'Main door',
      sensor_serial_number: 'S5-1',
      spaces: [{ id: 'spc_hall', sensor_placement: 1 }],
    })
    await create('displays', { name: HOSTILE, floor_id: 'spc_level' })
    await create('sites', { slug: 'hall', space_id: 'spc_hall' })
    await create('users', { email: 'ada@example.org', role: 'admin', full_name: HOSTILE })
    await send('/v3/labels', { name: HOSTILE })
    await send('/v3/label-groups', { name: HOSTILE })
  })
  afterAll(() => server?.close())

  test.each([
    'spaces',
    'sensors',
    'doorways',
    'devices',
    'labels',
    'import',
    'displays',
    'sites',
    'tokens',
    'users',
    'history',
    'spaces/spc_hall',
    'spaces/new',
    'sensors/new',
    'doorways/new',
    'labels/new',
    'tokens/new',
    'tokens/new-client',
    'users/new',
    'sites/hall',
  ])('%s is clean, with every name as text', async (path) => {
    const opened = await open(path)
    const { page } = opened
    if (path.includes('/')) await page.getByRole('dialog').waitFor()
    else await page.getByRole('heading', { level: 2 }).first().waitFor()
    await page.waitForFunction(() => document.querySelector('.skeleton') === null)

    expect(await page.locator('img[src="x"]').count()).toBe(0)
    await expectClean(opened)
    await close(opened)
  })

  test('who may only read is told what each section needs, in its place', async () => {
    const { token = '' } = await send('/api/tokens', { name: 'reader', scopes: ['read'] })
    const opened = await open('spaces', { token })
    const { page } = opened
    for (const [section, scope] of [
      ['Spaces', 'admin'],
      ['Labels', 'write'],
      ['Import', 'ingest'],
      ['History', 'admin'],
    ] as const) {
      await page.getByRole('link', { name: section, exact: true }).click()
      await page.getByRole('heading', { level: 2, name: section }).waitFor()
      await page.getByText(`This needs a token with the scope ${scope}.`).waitFor()
    }
    await expectClean(opened)
    await close(opened)
  })

  test('is clean on a narrow screen in the dark, where a field chooses the section', async () => {
    const opened = await open('spaces', { viewport: { width: 360, height: 780 }, colorScheme: 'dark' })
    const { page } = opened
    await page.getByRole('combobox', { name: 'Sections of the setup' }).selectOption('Sensors')
    await page.getByRole('button', { name: 'S5-1', exact: true }).waitFor()

    expect(new URL(page.url()).pathname).toBe('/set-up/sensors')
    await settled(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
    await expectClean(opened)
    await close(opened)
  })

  test('a space is created, changed, and deleted with everything below only by whoever types its name', async () => {
    const opened = await open('spaces')
    const { page } = opened
    await page.getByRole('button', { name: 'Add a space', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name').fill('Annex')
    await dialog.getByLabel('Time zone').fill('Europe/Nowhere')
    await dialog.getByRole('button', { name: 'Create' }).click()
    // The server’s own words, and nothing lost.
    await expectText(dialog.getByRole('alert'), /Europe\/Nowhere/)
    await dialog.getByLabel('Time zone').fill('Europe/London')
    await dialog.getByRole('button', { name: 'Create' }).click()
    await page.getByRole('button', { name: 'Add a space in Annex' }).click()
    await dialog.getByLabel('Name').fill('Ground')
    await dialog.getByLabel('Labels').fill('Quiet, Step-free')
    await dialog.getByRole('button', { name: 'Create' }).click()
    await page.getByRole('button', { name: 'Ground', exact: true }).click()
    await dialog.getByLabel('Capacity').fill('25')
    await dialog.getByRole('button', { name: 'Save changes' }).click()
    await page.getByRole('cell', { name: '25', exact: true }).waitFor()

    const ground = (await spaces()).find(({ name }) => name === 'Ground')
    expect(ground).toMatchObject({ capacity: 25, space_type: 'floor', time_zone: 'Europe/London' })

    await page.getByRole('button', { name: 'Delete Annex' }).click()
    await dialog.getByRole('button', { name: 'Delete', exact: true }).click()
    const everything = dialog.getByRole('button', { name: 'Delete everything' })
    await everything.waitFor()
    expect(await everything.isDisabled()).toBe(true)
    await dialog.getByLabel(/to confirm/).fill('Annex')
    await everything.click()
    await dialog.waitFor({ state: 'detached' })

    expect((await spaces()).map(({ name }) => name)).not.toContain('Ground')
    // A refusal is an answer, not an error of the page; browsers note both in the console.
    expect(opened.complaints.filter((line) => !/status of (400|409)/.test(line))).toEqual([])
    await close(opened)
  })

  test('a token is shown once, opens what it says, and nothing once it is revoked', async () => {
    const opened = await open('tokens')
    const { page } = opened
    await page.getByRole('button', { name: 'Add a token' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name').fill(HOSTILE)
    await dialog.getByLabel(/^Send readings/).check()
    await dialog.getByRole('button', { name: 'Create' }).click()
    await dialog.getByText('This is the only time').waitFor()
    const secret = (await dialog.locator('pre').first().textContent()) ?? ''
    expect(secret).toMatch(/^tok_/)
    expect((await server.request({ method: 'GET', url: '/v3/spaces' }, secret)).statusCode).toBe(200)
    await expectClean(opened)

    // Not to be lost by a stray press.
    await page.keyboard.press('Escape')
    expect(await dialog.isVisible()).toBe(true)
    await dialog.getByLabel(/safe place/).check()
    await dialog.locator('.form-actions').getByRole('button', { name: 'Close' }).click()
    await dialog.waitFor({ state: 'detached' })
    expect(await page.content()).not.toContain(secret)

    await page.getByRole('button', { name: `Revoke ${HOSTILE}` }).click()
    await dialog.getByRole('button', { name: 'Revoke', exact: true }).click()
    await page.getByText(`${HOSTILE} is revoked.`).waitFor()
    expect((await server.request({ method: 'GET', url: '/v3/spaces' }, secret)).statusCode).toBe(401)
    await close(opened)
  })

  test('a correction is seen live', async () => {
    // Hardly ago: at midnight the hall is empty again.
    await readings([{ type: 'crossing', sensor: 'S5-1', at: Date.now() - 1_000, direction: 1, n: 3 }])
    const opened = await open('spaces')
    const { page } = opened
    const correct = page.getByRole('button', { name: 'Correct the count of Hall' })
    const counted = page.locator('.set-up-count-now strong')
    await correct.click()
    await expectText(counted, /^3$/)
    await expectClean(opened)
    await page.getByLabel('People really there').fill('12')
    await page.getByRole('button', { name: 'Correct', exact: true }).click()
    await page.getByText('Count of Hall set to 12.').waitFor()
    await correct.click()
    await expectText(counted, /^12$/)

    await page.getByText(/^Count set to 12 at /).waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await expectText(counted, /^3$/)
    await page.getByLabel('When', { exact: true }).selectOption('At an earlier time')
    await page.getByLabel(/^Local time: Europe\/Paris/).waitFor()
    await close(opened)
  })

  test('a display gets a link with which one screen signs in', async () => {
    const opened = await open('displays')
    const { page } = opened
    await page.getByRole('button', { name: `Screen link of ${HOSTILE}` }).click()
    await page.getByRole('button', { name: 'Make the link' }).click()
    const link = (await page.getByRole('dialog').locator('pre').textContent()) ?? ''
    const [, display, client, secret] = /\/display\/(dsp_\w+)#(cli_\w+):(\S+)$/.exec(link) ?? []
    const answer = await server.request({
      method: 'POST',
      url: '/v3/wayfinding/token',
      payload: {
        client_id: client,
        client_secret: secret,
        grant_type: 'client_credentials',
        display_id: display,
      },
    })

    expect(answer.statusCode).toBe(200)
    await expectClean(opened)
    await close(opened)
  })

  test('a label is put on spaces, and a site gets hours', async () => {
    const opened = await open('labels/new')
    const { page } = opened
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name').fill('Food')
    await dialog.getByLabel('Group').selectOption(HOSTILE)
    await dialog.getByLabel('Spaces that have it').selectOption('spc_hall')
    await dialog.getByRole('button', { name: 'Create' }).click()
    await page.getByText('Food is created.').waitFor()
    expect((await spaces()).find(({ id }) => id === 'spc_hall')?.labels.map(({ name }) => name)).toEqual([
      'Food',
    ])

    await page.goto(`${server.url}/set-up/sites/hall`)
    await dialog.getByRole('button', { name: 'Add hours' }).click()
    await dialog.getByLabel('Closes').fill('00:00')
    await dialog.getByRole('button', { name: 'Save changes' }).click()
    await page.getByText('hall is saved.').waitFor()
    const [site] = (await server.request({ method: 'GET', url: '/api/sites' })).json()
    expect(site.hours).toEqual([{ days: '23456', open: '08:00', close: '24:00' }])
    expect(site.space_id).toBe('spc_hall')
    expect(opened.complaints).toEqual([])
    await close(opened)
  })

  test('the history says who changed what, page by page', async () => {
    for (let change = 1; change <= 55; change++) {
      await server.request({
        method: 'PATCH',
        url: '/api/spaces/spc_hall',
        payload: { capacity: 100 + change },
      })
    }
    const opened = await open('history')
    const { page } = opened
    const rows = page.getByRole('row')
    await page.getByText('154').first().waitFor()
    const before = await rows.count()
    await page.getByRole('button', { name: 'Show older changes' }).click()
    await expect.poll(() => rows.count()).toBeGreaterThan(before)
    await expectClean(opened)
    await close(opened)
  })
})

function open(path: string, options: Parameters<typeof openPage>[1] = {}): Promise<OpenPage> {
  return openPage(`/set-up/${path}`, { server, ...options })
}

function close({ page }: OpenPage): Promise<void> {
  return page.context().close()
}

interface SpaceSeen {
  readonly id: string
  readonly name: string
  readonly labels: readonly { readonly name: string }[]
}

async function spaces(): Promise<readonly SpaceSeen[]> {
  return (await server.request({ method: 'GET', url: '/api/spaces' })).json()
}

function create(collection: string, payload: object): Promise<unknown> {
  return send(`/api/${collection}`, payload)
}

function readings(payload: readonly object[]): Promise<unknown> {
  return send('/api/readings', [...payload])
}

/** The answer to a call that must succeed. */
async function send(url: string, payload: object): Promise<{ token?: string }> {
  const { statusCode, body } = await server.request({ method: 'POST', url, payload })
  expect(statusCode, body).toBeLessThan(300)
  return JSON.parse(body)
}

/** Waits until an element says what it should. */
async function expectText(
  locator: { textContent(): Promise<string | null> },
  pattern: RegExp,
): Promise<void> {
  await expect.poll(() => locator.textContent()).toMatch(pattern)
}
