import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeInBrowser, expectClean, openPage, settled } from './browser.ts'
import { type OwnServer, startOwnServer } from './own-server.ts'

describeInBrowser('Floors, over the demo', () => {
  test('are listed by building, each with a picture of how it is now', async () => {
    const opened = await openPage('/floors')
    const { page } = opened
    const hall = page.getByRole('region', { name: 'Mercer Hall' })
    await expect.poll(() => hall.locator('.mini-tiles').count()).toBe(4)
    await expectClean(opened)
    await hall.getByRole('link', { name: /First Floor/ }).click()
    await page.getByRole('heading', { level: 1, name: 'First Floor' }).waitFor()
    await page.context().close()
  })

  test('are tiles as well, and the keyboard opens what is known of one', async () => {
    const opened = await openPage('/floors/spc_mercer2?view=tiles')
    const { page } = opened
    const tile = page.getByRole('button', { name: /^Oswego: .+ of 10, / })
    await tile.press('Enter')
    const panel = page.getByRole('complementary', { name: 'Oswego' })
    await panel.getByRole('link', { name: 'Open space' }).waitFor()
    expect(new URL(page.url()).search).toBe('?view=tiles&space=spc_mercer203')
    await expectClean(opened)

    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'detached' })
    await expect.poll(() => tile.evaluate((element) => element === document.activeElement)).toBe(true)

    await page.getByRole('button', { name: 'List' }).click()
    await page.getByRole('button', { name: 'Capacity', exact: true }).click()
    await page.getByRole('row', { name: /Sensing Lab/ }).waitFor()
    await page.getByRole('link', { name: /Third Floor/ }).click()
    await page.getByRole('heading', { level: 1, name: 'Third Floor' }).waitFor()
    await page.context().close()
  })

  test('fit a phone in the dark', async () => {
    const opened = await openPage('/floors/spc_whitman1', {
      viewport: { width: 360, height: 780 },
      colorScheme: 'dark',
    })
    await opened.page
      .getByRole('button', { name: /^Map Room: / })
      .first()
      .waitFor()
    await settled(opened.page)
    const overhang = await opened.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overhang).toBe(0)
    await expectClean(opened)
    await opened.page.context().close()
  })
})

const picture =
  '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="500"><rect width="800" height="500" fill="#eee"/></svg>'

describeInBrowser('The plan of a floor', () => {
  let server: OwnServer
  const ask = async (method: 'POST' | 'GET' | 'PUT', url: string, payload?: object) => {
    const answer = await server.request({ method, url, ...(payload !== undefined && { payload }) })
    expect(answer.statusCode).toBeLessThan(300)
    return answer.json()
  }

  beforeAll(async () => {
    server = await startOwnServer()
    const zone = { time_zone: 'America/New_York' }
    await ask('POST', '/api/spaces', { id: 'spc_h', name: 'House', space_type: 'building', ...zone })
    await ask('POST', '/api/spaces', { id: 'spc_f', name: 'Loft', space_type: 'floor', parent_id: 'spc_h' })
    for (const name of ['Ash', 'Elm', 'Oak']) {
      const id = `spc_${name.toLowerCase()}`
      await ask('POST', '/api/spaces', { id, name, space_type: 'space', parent_id: 'spc_f', capacity: 4 })
      await ask('POST', '/api/sensors', { serial_number: `S-${name}`, sensor_type: 'oa', space_ids: [id] })
    }
  })
  afterAll(() => server?.close())

  /** The areas of some spaces, side by side. */
  const columns = (...names: readonly string[]) =>
    names.map((name, index) => ({
      space_id: `spc_${name}`,
      points: [
        [0.1 + index * 0.3, 0.1],
        [0.3 + index * 0.3, 0.1],
        [0.3 + index * 0.3, 0.8],
        [0.1 + index * 0.3, 0.8],
      ],
    }))

  /** Puts a plan in place, whatever there was before. */
  async function plan(areas: readonly object[]): Promise<void> {
    const { statusCode } = await server.request({
      method: 'PUT',
      url: '/api/spaces/spc_f/plan/image',
      headers: { 'content-type': 'image/svg+xml' },
      payload: Buffer.from(picture),
    })
    expect(statusCode).toBe(200)
    await ask('PUT', '/api/spaces/spc_f/plan/areas', { areas })
  }

  const board = (page: Page) => page.getByRole('group', { name: /^Drawing board/ })

  /** Where fractions of the drawing board are on the screen. */
  async function placesOn(page: Page): Promise<(x: number, y: number) => [number, number]> {
    await settled(page)
    await board(page).scrollIntoViewIfNeeded()
    const box = await board(page).boundingBox()
    if (box === null) throw new Error('The drawing board is not shown.')
    return (x, y) => [box.x + box.width * x, box.y + box.height * y]
  }

  async function drag(page: Page, from: [number, number], to: [number, number]): Promise<void> {
    await page.mouse.move(...from)
    await page.mouse.down()
    await page.mouse.move((from[0] + to[0]) / 2, (from[1] + to[1]) / 2)
    await page.mouse.move(...to)
    await page.mouse.up()
  }

  test('takes an image, and says what is wrong with one that is none', async () => {
    const opened = await openPage('/floors/spc_f?edit=1', { server })
    const { page } = opened
    const file = page.getByLabel('Choose an image')
    await file.setInputFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') })
    await page.getByRole('alert').getByText('text/plain').waitFor()
    await file.setInputFiles({ name: 'a.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(picture) })
    await page.getByText('800 × 500 pixels').waitFor()
    await expectClean(opened)
    expect(await ask('GET', '/api/spaces/spc_f/plan')).toMatchObject({ image: { width: 800, height: 500 } })
    await page.context().close()
  })

  test('is drawn by mouse and by keyboard, undone, saved, and there after a reload', async () => {
    await plan([])
    const opened = await openPage('/floors/spc_f?edit=1', { server })
    const { page } = opened
    await page.getByRole('button', { name: 'Place Ash' }).click()
    let at = await placesOn(page)
    for (const corner of [at(0.1, 0.1), at(0.4, 0.1), at(0.4, 0.5), at(0.1, 0.5), at(0.1, 0.1)]) {
      await page.mouse.click(...corner)
    }
    await page.getByRole('button', { name: 'Corner 4 of 4 of Ash' }).waitFor()

    await page.getByRole('button', { name: 'Draw a rectangle' }).click()
    await page.getByRole('button', { name: 'Place Elm' }).click()
    at = await placesOn(page)
    // Begins a little beside a corner of Ash, and snaps to it.
    await drag(page, at(0.402, 0.102), at(0.8, 0.5))
    await page.getByRole('button', { name: 'Place Oak' }).click()
    await board(page).press('Enter')
    await page.getByRole('button', { name: 'Corner 1 of 4 of Oak' }).press('Shift+ArrowLeft')
    await page.getByRole('button', { name: 'Corner 1 of 4 of Oak' }).press('ArrowUp')
    await page.getByText('Every space has its place.').waitFor()
    await expectClean(opened)

    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+y')
    await page.getByRole('button', { name: 'Save plan' }).click()
    await page.getByText('Everything is saved').waitFor()

    const { areas } = await ask('GET', '/api/spaces/spc_f/plan')
    const [ash, elm, oak] = areas
    expect([ash.space_id, elm.space_id, oak.space_id]).toEqual(['spc_ash', 'spc_elm', 'spc_oak'])
    expect(elm.points[0]).toEqual(ash.points[1])
    expect(oak.points[0][0]).toBeCloseTo(0.4 - 10 / 800, 10)
    expect(oak.points[0][1]).toBeCloseTo(0.4 - 1 / 500, 10)

    await page.goto(`${server.url}/floors/spc_f`)
    await page.reload()
    await page.getByRole('group', { name: 'Plan of Loft' }).waitFor()
    await expect.poll(() => page.locator('.plan-area').count()).toBe(3)
    await page.context().close()
  })

  test('asks before what was drawn is lost', async () => {
    await plan(columns('ash', 'elm', 'oak'))
    const { page } = await openPage('/floors/spc_f?edit=1', { server })
    await page.getByRole('button', { name: 'Select Oak' }).click()
    await page.getByRole('button', { name: 'Remove area' }).click()
    await page.getByRole('link', { name: 'Back to the floor' }).click()
    await page.getByRole('button', { name: 'Stay' }).click()
    await page.getByText('Not saved yet').waitFor()
    await page.getByRole('link', { name: 'Back to the floor' }).click()
    await page.getByRole('button', { name: 'Leave without saving' }).click()
    await expect.poll(() => page.locator('.plan-area').count()).toBe(3)
    await page.context().close()
  })

  test('shows a change as it arrives, and moves by the keyboard', async () => {
    await plan(columns('ash'))
    const opened = await openPage('/floors/spc_f', { server })
    const { page } = opened
    await page.getByRole('button', { name: 'Ash: – of 4, Unknown' }).waitFor()
    const readings = [{ type: 'count', sensor: 'S-Ash', at: new Date().toISOString(), count: 3 }]
    await ask('POST', '/api/readings', { readings })
    const area = page.getByRole('button', { name: 'Ash: 3 of 4, Occupied' })
    await area.press('Enter')
    await page.getByRole('complementary', { name: 'Ash' }).getByText('of 4, 75%').waitFor()
    await page.getByRole('heading', { name: 'Not on the plan' }).waitFor()
    await expectClean(opened)

    const drawing = page.getByRole('group', { name: 'Plan of Loft' })
    await drawing.press('+')
    await expect.poll(() => drawing.getAttribute('viewBox')).not.toBe('0 0 800 500')
    await drawing.press('0')
    await expect.poll(() => drawing.getAttribute('viewBox')).toBe('0 0 800 500')
    await page.context().close()
  })
})
