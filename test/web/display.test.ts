import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  describeInBrowser,
  expectClean,
  type OpenPage,
  openPage,
  type PageOptions,
  settled,
} from './browser.ts'
import { type RestartingServer, startRestartingServer } from './restarting-server.ts'

const ROOMS = 60
/** Longest that an answer to a screen takes, on a busy machine. */
const ANSWER_MS = 5_000
let server: RestartingServer
/** What a screen link has after `#`. */
let key: string

async function newClient(): Promise<{ readonly client_id: string; readonly client_secret: string }> {
  const payload = { name: 'Screen', permissions: ['read'], space_ids: ['spc_first'] }
  return (await server.ask('POST', '/api/credentials', payload)).json()
}

const space = (id: string, fields: object) => server.ask('POST', '/api/spaces', { id, name: id, ...fields })

async function counts(people: Readonly<Record<string, number>>): Promise<void> {
  const at = new Date().toISOString()
  const readings = Object.entries(people).map(([name, count]) => {
    return { type: 'count', sensor: `S-${name}`, at, count }
  })
  await server.ask('POST', '/api/readings', { readings })
}

async function room(name: string, floor: string, fields: object = {}): Promise<void> {
  const id = `spc_${name.replace(' ', '_')}`
  await space(id, { name, space_type: 'space', parent_id: floor, capacity: 6, ...fields })
  const sensor = { serial_number: `S-${name}`, sensor_type: 'oa', space_ids: [id] }
  await server.ask('POST', '/api/sensors', sensor)
}

async function setUp(): Promise<void> {
  await space('spc_house', { name: 'Long House', space_type: 'building', time_zone: 'America/New_York' })
  for (const [id, name] of [
    ['spc_first', 'First Floor'],
    ['spc_full', 'Full Floor'],
  ]) {
    await space(id ?? '', { name, space_type: 'floor', parent_id: 'spc_house' })
  }
  for (const name of ['Ash', 'Beech', 'Cedar', 'Elm']) {
    await room(name, 'spc_first', { function: 'meeting_room' })
  }
  for (let number = 1; number <= ROOMS; number++) await room(`Room ${number}`, 'spc_full')
  await counts({ Ash: 0, Beech: 3, Cedar: 9 })
  await server.ask('POST', '/api/displays', { id: 'dsp_first', name: 'Stairs', floor_id: 'spc_first' })
  await server.ask('POST', '/api/displays', { id: 'dsp_full', name: 'Lift', floor_id: 'spc_full' })
  await server.ask('POST', '/api/sites', { slug: 'house', space_id: 'spc_first' })
  const client = await newClient()
  key = `${client.client_id}:${client.client_secret}`
}

/** Opens a screen as nobody, with a clock that can be put forward. */
async function openScreen(path: string, options: PageOptions = {}): Promise<OpenPage> {
  const opened = await openPage('/favicon.svg', { server, token: null, ...options })
  await opened.page.clock.install()
  opened.complaints.length = 0
  await opened.page.goto(`${server.url}${path}`)
  return opened
}

const tile = (page: Page, name: string) => page.locator('.display-tile', { hasText: name })
const stale = (page: Page) => page.getByText(/^Not live/)

/** Waits until the live stream has told of a space: before that, nothing on a screen can become old. */
const heardOf = (page: Page, name: string) =>
  tile(page, name)
    .getByText(/Available|Occupied|Over capacity/)
    .waitFor()

/** Puts the clock forward until something comes: what was on its way, as the clock jumped, is given up for the jump. */
async function comesAfter(
  ms: number,
  what: Locator,
  state: 'visible' | 'detached' = 'visible',
): Promise<void> {
  const forward = async () => {
    await what.page().clock.fastForward(ms)
    return await what.waitFor({ state, timeout: ANSWER_MS }).then(
      () => true,
      () => false,
    )
  }
  await expect.poll(forward).toBe(true)
}

/** From now on time passes for a page only when the test says so. */
const stopClock = (page: Page) => page.clock.pauseAt(Date.now() + 1_000)

/** Without what a browser logs of requests that are meant to be refused. */
function unrefused({ page, complaints }: OpenPage): OpenPage {
  return { page, complaints: complaints.filter((each) => !/status of 40[14]/.test(each)) }
}

describeInBrowser('a screen', () => {
  beforeAll(async () => {
    server = await startRestartingServer()
    await setUp()
  })
  // Whatever became of the test before.
  beforeEach(() => server.start())
  afterAll(() => server.close())

  test('opens by its link once, takes the secret out of the address, and shows changes as they come', async () => {
    const opened = await openScreen(`/display/dsp_first#${key}`)
    const { page } = opened
    await page.getByRole('heading', { name: 'First Floor', level: 1 }).waitFor()
    await page.getByText('Long House').waitFor()
    await tile(page, 'Ash').getByText('Available').waitFor()
    await tile(page, 'Beech').getByText('Occupied').waitFor()
    await tile(page, 'Cedar').getByText('Over capacity').waitFor()
    await tile(page, 'Elm').getByText('Unknown').waitFor()
    await page.getByText('of 4 free').waitFor()
    expect(page.url()).toBe(`${server.url}/display/dsp_first`)
    await expectClean(opened)

    await counts({ Beech: 0, Ash: 2 })
    await tile(page, 'Beech').getByText('Available').waitFor()
    await tile(page, 'Ash').getByText('Occupied').waitFor()
    await page.locator('.free-row', { hasText: 'Beech' }).waitFor()

    await page.reload()
    await tile(page, 'Beech').getByText('Available').waitFor()
    await page.context().close()
  })

  test('marks what it shows as old while the server is away, and comes back with it', async () => {
    const { page } = await openScreen(`/display/dsp_first#${key}`)
    await counts({ Beech: 1 })
    await tile(page, 'Beech').getByText('Occupied').waitFor()
    expect(await stale(page).count()).toBe(0)

    await server.stop()
    await comesAfter(45_000, stale(page))
    await tile(page, 'Beech').getByText('Was occupied').waitFor()
    await page.getByRole('heading', { name: 'Free at' }).waitFor()
    await expectClean({ page, complaints: [] })

    await server.start()
    await counts({ Beech: 0, Ash: 1 })
    await comesAfter(30_000, tile(page, 'Beech').getByText('Available'))
    await stale(page).waitFor({ state: 'detached' })
    await counts({ Ash: 0 })
    await tile(page, 'Ash').getByText('Available').waitFor()
    await page.context().close()
  })

  test('marks what it shows as old right after a sleep, until the server is heard again', async () => {
    const { page } = await openScreen(`/display/dsp_first#${key}`)
    await heardOf(page, 'Beech')

    // Held back: the server is heard again within a second otherwise.
    await page.route('**/api/live', (route) => route.abort())
    await page.clock.fastForward(8 * 3_600_000)
    await stale(page).waitFor()

    await page.unroute('**/api/live')
    await comesAfter(30_000, stale(page), 'detached')
    await page.context().close()
  })

  test('says calmly that its link was withdrawn, and takes a new one', async () => {
    const { client_id: id, client_secret: secret } = await newClient()
    const opened = await openScreen(`/display/dsp_first#${id}:${secret}`)
    const { page } = opened
    await heardOf(page, 'Ash')

    // Its stream ends, which is reason enough to ask.
    await server.ask('DELETE', `/api/credentials/${id}`)
    await page.getByRole('heading', { name: 'This screen is not linked any more' }).waitFor()
    expect(await page.locator('.display-tile').count()).toBe(0)
    await expectClean(unrefused(opened))

    await page.goto(`${server.url}/display/dsp_first#${key}`)
    await tile(page, 'Ash').waitFor()
    await page.context().close()
  })

  test('takes the token of a display too, and shows no other display by it', async () => {
    const [id, secret] = key.split(':')
    const login = { grant_type: 'client_credentials', client_id: id, client_secret: secret }
    const payload = { ...login, display_id: 'dsp_first' }
    const { access_token: token } = (await server.ask('POST', '/v3/wayfinding/token', payload)).json()
    const { page } = await openScreen(`/display/dsp_first#token=${token}`)
    await tile(page, 'Ash').waitFor()

    await page.goto(`${server.url}/display/dsp_full#token=${token}`)
    await page.getByRole('heading', { name: 'This display is not there any more' }).waitFor()
    await page.context().close()
  })

  test('says how to get a link to who has none, and shows the floor to who is signed in', async () => {
    const opened = await openScreen('/display/dsp_first')
    await opened.page.getByRole('heading', { name: 'This screen has no link yet' }).waitFor()
    await opened.page.getByRole('link', { name: 'Open Setup' }).waitFor()
    await expectClean(unrefused(opened))
    await opened.page.context().close()

    const { page } = await openPage('/display/dsp_first', { server })
    await tile(page, 'Ash').waitFor()
    await page.context().close()
  })

  test.each([
    [1080, 1920],
    [1920, 1080],
    [1024, 600],
  ])('turns its pages instead of scrolling at %d × %d', async (width, height) => {
    const opened = await openScreen('/display/dsp_full?theme=dark', {
      token: server.token,
      viewport: { width, height },
    })
    const { page } = opened
    await tile(page, 'Room 1').first().waitFor()
    await settled(page)
    await stopClock(page)
    const pages = Number((await page.locator('.page-sign').textContent())?.match(/of (\d+)/)?.[1])
    const seen = new Set<string>()
    for (let number = 1; number <= pages; number++) {
      await page.getByText(`Page ${number} of ${pages}`).waitFor()
      for (const name of await page.locator('.display-tile-name').allTextContents()) seen.add(name)
      await page.clock.fastForward(12_000)
    }
    await page.getByText(`Page 1 of ${pages}`).waitFor()

    expect(seen.size).toBe(ROOMS)
    expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark')
    expect(await overflowing(page)).toEqual([])
    await page.clock.resume()
    await expectClean(opened)
    await page.context().close()
  })

  test('shows the buttons and the pointer only while somebody is there', async () => {
    const { page } = await openScreen(`/display/dsp_first#${key}`)
    await tile(page, 'Ash').waitFor()
    await stopClock(page)
    const cursor = () => page.locator('.screen').evaluate((element) => getComputedStyle(element).cursor)
    expect(await cursor()).toBe('none')

    await page.mouse.move(200, 200)
    await page.mouse.move(220, 220)
    await page.getByRole('button', { name: 'Stop turning pages' }).click()
    await page.getByRole('button', { name: 'Turn pages' }).waitFor()
    expect(await cursor()).toBe('auto')

    await page.clock.fastForward(3_500)
    await page.locator('.screen-idle').waitFor()
    await page.context().close()
  })

  test('shows a published site to everybody, and says when it is old', async () => {
    await counts({ Ash: 0, Beech: 3, Cedar: 9 })
    const opened = await openScreen('/display/house')
    const { page } = opened
    await page.getByRole('heading', { name: 'First Floor', level: 1 }).waitFor()
    // Elm may be full or empty.
    await page.getByText('Partly known').waitFor()
    await page.getByText('At least 50% full').waitFor()
    await page.getByText('At least 12 people').waitFor()
    await page.locator('.site-part', { hasText: 'Cedar' }).getByText('100%').waitFor()
    await page.locator('.site-part', { hasText: 'Elm' }).getByText('Not known').waitFor()
    await expectClean(opened)

    await server.stop()
    await comesAfter(95_000, stale(page))
    await server.start()
    await comesAfter(31_000, stale(page), 'detached')
    await page.context().close()
  })

  test('shows the places of a site that has several, one beside the other', async () => {
    await server.ask('POST', '/api/sites', { slug: 'both', space_ids: ['spc_Cedar', 'spc_Elm', 'spc_Beech'] })
    const opened = await openScreen('/display/both')
    const { page } = opened

    await page.getByRole('heading', { name: 'How busy is it now?', level: 1 }).waitFor()
    await page.locator('.site-part', { hasText: 'Cedar' }).getByText('100%').waitFor()
    await page.locator('.site-part', { hasText: 'Elm' }).getByText('Not known').waitFor()
    expect(await overflowing(page)).toEqual([])
    await expectClean(opened)
    await page.context().close()
  })

  test('says that no such site is published, and shows it as soon as it is', async () => {
    const opened = await openScreen('/display/annex')
    const { page } = opened
    await page.getByRole('heading', { name: 'Nothing is published under “annex”' }).waitFor()
    await expectClean(unrefused(opened))

    await server.ask('POST', '/api/sites', { slug: 'annex', space_id: 'spc_full' })
    await comesAfter(31_000, page.getByRole('heading', { name: 'Full Floor' }))
    await page.context().close()
  })
})

/** What is cut off at the edge of the screen. */
function overflowing(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.screen *')]
      .filter((element) => !element.closest('.visually-hidden, .screen-controls'))
      .filter((element) => {
        const { right, bottom, left, top } = element.getBoundingClientRect()
        return right > innerWidth + 1 || bottom > innerHeight + 1 || left < -1 || top < -1
      })
      .map((element) => element.outerHTML.slice(0, 200)),
  )
}
