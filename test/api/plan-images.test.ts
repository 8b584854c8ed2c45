import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { area, IMAGE, openPlanSite, PLAN, type PlanSite } from './plan-site.ts'
import { sampleJpeg, samplePng } from './sample-images.ts'
import { svgOf } from './svg-attacks.ts'

let site: PlanSite
beforeEach(async () => {
  site = await openPlanSite()
})
afterEach(() => site.server.close())

const send: PlanSite['send'] = (...request) => site.send(...request)
const get: PlanSite['get'] = (...request) => site.get(...request)
const upload: PlanSite['upload'] = (...request) => site.upload(...request)
const draw: PlanSite['draw'] = (...request) => site.draw(...request)

describe('an image', () => {
  test.each([
    ['image/png', samplePng(30, 20), [30, 20]],
    ['image/jpeg', sampleJpeg(30, 20), [30, 20]],
    ['image/jpeg', sampleJpeg(30, 20, 3), [30, 20]],
    ['image/jpeg', sampleJpeg(30, 20, 6), [20, 30]],
    ['image/svg+xml', Buffer.from(svgOf('<g/>')), [40, 30]],
    ['image/svg+xml; charset=utf-8', Buffer.from(`\uFEFF${svgOf('<g/>')}`), [40, 30]],
    ['IMAGE/PNG', samplePng(10_000, 1), [10_000, 1]],
  ] as const)('of %s is taken at the size that it is shown', async (type, bytes, [width, height]) => {
    const response = await upload(bytes, type)

    expect(response.statusCode, response.body).toBe(200)
    expect(response.json().image).toMatchObject({
      width,
      height,
      media_type: type.split(';')[0]?.toLowerCase(),
    })
  })

  test('is given back byte for byte, and may do nothing but be looked at', async () => {
    const bytes = samplePng(30, 20)
    await upload(bytes)

    const response = await get(IMAGE)

    expect(response.rawPayload.equals(bytes)).toBe(true)
    expect(response.headers).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'private, no-cache',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      etag: expect.stringMatching(/^"[\w-]{43}"$/),
    })
  })

  test('in SVG is kept without what does anything but draw', async () => {
    await upload(svgOf('<script>evil()</script><rect width="4" onload="evil()"/>'), 'image/svg+xml')

    const response = await get(IMAGE)

    expect(response.headers['content-type']).toMatch(/^image\/svg\+xml/)
    expect(response.body).toContain('<rect width="4"></rect>')
    expect(response.body).not.toMatch(/evil|script/)
  })

  test('is not sent again to who has it, until another takes its place', async () => {
    await upload(samplePng(4, 3, 1))
    const first = await get(IMAGE)
    const etag = String(first.headers.etag)

    for (const condition of [etag, `W/${etag}`, `"x", ${etag}`, '*']) {
      const again = await get(IMAGE, { 'if-none-match': condition })
      expect(again.statusCode).toBe(304)
      expect(again.body).toBe('')
      expect(again.headers).toMatchObject({ etag, 'cache-control': 'private, no-cache' })
    }
    const { url } = (await get(PLAN)).json().image
    await upload(samplePng(4, 3, 2))
    const replaced = await get(IMAGE, { 'if-none-match': etag })

    expect(replaced.statusCode).toBe(200)
    expect(replaced.rawPayload.equals(samplePng(4, 3, 2))).toBe(true)
    expect(replaced.headers.etag).not.toBe(etag)
    expect((await get(PLAN)).json().image.url).not.toBe(url)
  })

  test('that is the same changes nothing', async () => {
    await upload(samplePng())
    site.time.now += 60_000

    const response = await upload(samplePng())

    expect(response.json().image.updated_at).toBe('2024-06-04T12:00:00Z')
  })

  test('is deleted, and the areas stay', async () => {
    await upload(samplePng())
    await draw([area('spc_a')])

    expect((await send('DELETE', IMAGE)).statusCode).toBe(204)

    expect((await get(PLAN)).json()).toEqual({ space_id: 'spc_floor', image: null, areas: [area('spc_a')] })
    expect((await get(IMAGE)).statusCode).toBe(404)
    expect((await send('DELETE', IMAGE)).statusCode).toBe(404)
  })

  test.each([
    ['that is none', Buffer.from('not an image'), 'image/png', 400, 'image/png'],
    ['that is empty', Buffer.alloc(0), 'image/png', 400, 'empty'],
    ['that ends early', samplePng().subarray(0, 14), 'image/png', 400, 'image/png'],
    ['a PNG that is called a JPEG', samplePng(), 'image/jpeg', 400, 'it is image/png'],
    ['a JPEG that is called a PNG', sampleJpeg(3, 3), 'image/png', 400, 'it is image/jpeg'],
    ['an SVG that is called a PNG', Buffer.from(svgOf('')), 'image/png', 400, 'it is image/svg+xml'],
    ['a PNG that is called an SVG', samplePng(), 'image/svg+xml', 400, 'UTF-8'],
    [
      'a GIF that is called a PNG',
      Buffer.from('GIF89a\x01\0\x01\0\0\0\0', 'latin1'),
      'image/png',
      400,
      'image/png',
    ],
    ['an SVG without a size', Buffer.from('<svg><g/></svg>'), 'image/svg+xml', 400, 'viewBox'],
    ['a page', Buffer.from('<html></html>'), 'image/svg+xml', 400, '<svg>'],
    ['too wide', samplePng(10_001, 1), 'image/png', 400, '10000'],
    ['too high', samplePng(1, 10_001), 'image/png', 400, '10000'],
    ['without a size', samplePng(0, 1), 'image/png', 400, '1'],
    ['an SVG that is too wide', Buffer.from('<svg viewBox="0 0 10001 1"/>'), 'image/svg+xml', 400, '10000'],
    ['of another type', Buffer.from('GIF89a'), 'image/gif', 415, 'image/svg+xml'],
    ['in JSON', Buffer.from('{}'), 'application/json', 415, 'image/jpeg'],
    ['without a type', Buffer.from('x'), '', 415, 'image/png'],
  ])('%s is refused', async (_title, bytes, type, status, told) => {
    const response = await upload(bytes, type)

    expect(response.statusCode, response.body).toBe(status)
    expect(response.json().detail).toContain(told)
    expect((await get(PLAN)).json().image).toBeNull()
  })

  test('of more than 5 MiB is refused, and one of just as much is taken', async () => {
    const whole = Buffer.concat([samplePng(), Buffer.alloc(5 * 1024 * 1024)]).subarray(0, 5 * 1024 * 1024)

    expect((await upload(Buffer.concat([whole, Buffer.alloc(1)]))).statusCode).toBe(413)
    expect((await upload(whole)).statusCode).toBe(200)
    expect((await get(IMAGE)).rawPayload).toHaveLength(5 * 1024 * 1024)
  })

  test('in SVG that is more than 5 MiB once it is well-formed is refused', async () => {
    const response = await upload(svgOf(`<text>${'&'.repeat(1_500_000)}</text>`), 'image/svg+xml')

    expect(response.statusCode).toBe(400)
    expect(response.json().detail).toContain('5 MiB')
  })
})

describe('an image in SVG that is made to take long', () => {
  test.each([
    [
      'a width without an end',
      `<svg xmlns="http://www.w3.org/2000/svg" width="${'1'.repeat(200_000)}x" height="1"/>`,
    ],
    [
      'a view box without an end',
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0${' '.repeat(200_000)}x"/>`,
    ],
  ])('by %s is refused', async (_, source) => {
    const response = await upload(source, 'image/svg+xml')

    expect(response.statusCode).toBe(400)
    expect(response.json().detail).toContain('must have a width and a height, or a viewBox')
  })

  test('holds up no other request', async () => {
    const attributes = Array.from({ length: 300_000 }, (_, index) => `a${index}="1"`).join(' ')
    const order: string[] = []
    const slow = upload(svgOf(`<rect ${attributes} width="4"/>`), 'image/svg+xml').then((response) => {
      order.push('image')
      return response
    })
    await get(PLAN)
    order.push('other')

    expect((await slow).statusCode).toBe(200)
    expect(order).toEqual(['other', 'image'])
  })

  test('is one of few that may wait', async () => {
    const uploads = Array.from({ length: 12 }, () => upload(svgOf('<g/>'), 'image/svg+xml'))
    const statuses = (await Promise.all(uploads)).map(({ statusCode }) => statusCode)

    expect(new Set(statuses)).toEqual(new Set([200, 503]))
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(8)
  })
})
