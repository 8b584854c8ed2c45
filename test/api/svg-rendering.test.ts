import { existsSync } from 'node:fs'
import fc from 'fast-check'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { planImagePolicy } from '../../src/api/native/get-plan-image.ts'
import { sanitizeSvg } from '../../src/api/svg/sanitize-svg.ts'
import { samplePng } from './sample-images.ts'
import { attacks, pieces, svgOf } from './svg-attacks.ts'

const executablePath = '/usr/bin/chromium'

/** What a page sees of an image: its sides, and red, green, blue and alpha at some points. */
interface Seen {
  readonly width: number
  readonly height: number
  readonly colors: readonly (readonly number[])[]
}

// Written as text: it is the browser's code, whose globals are not those of this program.
const look = `async (address, points) => {
  const image = new Image()
  image.src = address
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = image.naturalWidth
  canvas.height = image.naturalHeight
  const context = canvas.getContext('2d')
  context.drawImage(image, 0, 0)
  const colors = points.map(([x, y]) => [...context.getImageData(x, y, 1, 1).data])
  return { width: canvas.width, height: canvas.height, colors }
}`
const parse = `(texts) => texts.filter((text) =>
  new DOMParser().parseFromString(text, 'image/svg+xml').querySelector('parsererror') !== null)`

describe.skipIf(!existsSync(executablePath))('a browser', () => {
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
    page = await browser.newPage()
  })
  afterAll(() => browser.close())

  /** What images do that are opened as documents of their own: calls of `evil`, and addresses asked for. */
  async function opened(texts: readonly string[]) {
    const context = await browser.newContext()
    const viewer = await context.newPage()
    const asked: string[] = []
    let calls = 0
    await context.route(/^(https?|file):/, (route) => {
      asked.push(route.request().url())
      return route.abort()
    })
    await context.exposeFunction('evil', () => {
      calls++
    })
    const frames = texts.map(
      (text) => `<iframe src="data:image/svg+xml,${encodeURIComponent(text)}"></iframe>`,
    )
    await viewer.setContent(frames.join('').replaceAll("'", '&#39;'), { waitUntil: 'load' })
    await context.close()
    return { calls, asked }
  }

  const shown = (source: string, x = 20, y = 15): Promise<Seen> => {
    const address = `data:image/svg+xml,${encodeURIComponent(sanitizeSvg(source).text)}`
    return page.evaluate(`(${look})(${JSON.stringify(address)}, [[${x}, ${y}]])`)
  }

  test.each([
    ['a shape', '<rect width="40" height="30" fill="#00ff00"/>'],
    ['a style sheet', '<style>g > .a{fill:#0f0}</style><g><rect class="a" width="40" height="30"/></g>'],
    [
      'a style sheet below',
      '<rect class="a" width="40" height="30"/><style><![CDATA[.a{fill:lime}]]></style>',
    ],
    ['a style', '<rect style="fill:rgb(0,255,0)" width="40" height="30"/>'],
    [
      'a gradient of XLink',
      '<linearGradient id="a"><stop stop-color="lime"/></linearGradient>' +
        '<linearGradient id="b" xlink:href="#a"/><rect fill="url(#b)" width="40" height="30"/>',
    ],
    ['a symbol', '<symbol id="s"><rect fill="lime" width="40" height="30"/></symbol><use href="#s"/>'],
    [
      'what stands in for foreign content',
      '<switch><foreignObject requiredExtensions="x"/><g><rect fill="lime" width="40" height="30"/></g></switch>',
    ],
  ])('draws %s as it was', async (_title, inside) => {
    expect(await shown(svgOf(inside))).toEqual({ width: 40, height: 30, colors: [[0, 255, 0, 255]] })
  })

  test('shows the whole of an image at the size that was told', async () => {
    const source = '<svg width="100%" viewBox="-400 -300 800 600"><circle r="9" fill="lime"/></svg>'

    expect(await shown(source, 400, 300)).toEqual({ width: 800, height: 600, colors: [[0, 255, 0, 255]] })
  })

  test('draws an image that is served under the rules for images as any other', async () => {
    const context = await browser.newContext()
    const viewer = await context.newPage()
    const inside =
      `<style>rect{fill:red}.a{fill:lime}</style><rect class="a" width="40" height="30"/>` +
      `<image width="20" height="30" href="data:image/png;base64,${samplePng(4, 3, 0).toString('base64')}"/>`
    const headers = { 'content-security-policy': planImagePolicy, 'x-content-type-options': 'nosniff' }
    await context.route('http://plans.example/**', (route) =>
      route.request().url().endsWith('.svg')
        ? route.fulfill({ body: sanitizeSvg(svgOf(inside)).text, contentType: 'image/svg+xml', headers })
        : route.fulfill({ body: '<title>Plans</title>', contentType: 'text/html' }),
    )
    await viewer.goto('http://plans.example/')

    const found = await viewer.evaluate(`(${look})('/plan.svg', [[10, 15], [30, 15]])`)

    const [black, lime] = [
      [0, 0, 0, 255],
      [0, 255, 0, 255],
    ]
    expect(found).toEqual({ width: 40, height: 30, colors: [black, lime] })
    await context.close()
  })

  test('shows whatever is left of an attack', async () => {
    for (const [title, source] of attacks) {
      expect(await shown(source), title).toMatchObject({ width: 40, height: 30 })
    }
  })

  test('that opens what is left of attacks loads and runs nothing, as it would have done before', async () => {
    const sources = attacks.map(([, source]) => source)

    const before = await opened(sources)
    const after = await opened(sources.map((source) => sanitizeSvg(source).text))

    expect(before.calls).toBeGreaterThan(2)
    expect(before.asked.length).toBeGreaterThan(5)
    expect(after).toEqual({ calls: 0, asked: [] })
  })

  test('can read whatever is left of pieces of attacks', async () => {
    const left = fc
      .sample(fc.array(fc.constantFrom(...pieces), { maxLength: 12 }), 3_000)
      .flatMap((parts) => {
        try {
          return sanitizeSvg(svgOf(parts.join(''))).text
        } catch {
          return []
        }
      })

    const unreadable = await page.evaluate(`(${parse})(${JSON.stringify(left)})`)

    expect(left.length).toBeGreaterThan(1_000)
    expect(unreadable).toEqual([])
  })
})
