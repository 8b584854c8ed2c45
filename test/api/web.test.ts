import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from './test-server.ts'

const PAGE = '<!doctype html><title>Headcount</title>'
const SCRIPT = 'console.log("Headcount")'

let root: string
let server: TestServer

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'headcount-web-'))
  const built = join(root, 'web')
  await mkdir(join(built, 'assets'), { recursive: true })
  await writeFile(join(root, 'secret.txt'), 'swordfish')
  await writeFile(join(built, 'assets', '.hidden'), 'swordfish')
  await writeCompressed(join(built, 'index.html'), PAGE)
  await writeFile(join(built, 'favicon.ico'), 'an icon')
  await writeCompressed(join(built, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  await writeCompressed(join(built, 'assets', 'index-a1b2c3.js'), SCRIPT)
  await writeFile(join(built, 'assets', 'inter-d4e5f6.woff2'), 'a font')
  server = await startTestServer({
    webDirectory: built,
    environment: { HEADCOUNT_RATE_LIMIT: '2:4' },
  })
})
afterAll(async () => {
  await server.close()
  await rm(root, { recursive: true })
})

async function writeCompressed(path: string, text: string): Promise<void> {
  await writeFile(path, text)
  await writeFile(`${path}.br`, brotliCompressSync(text))
  await writeFile(`${path}.gz`, gzipSync(text))
}

const get = (url: string, headers: Readonly<Record<string, string>> = {}) =>
  server.app.inject({ url, headers })

describe('a page of the dashboard', () => {
  test.each([
    '/',
    '/?date=2024-06-04',
    '/sign-in',
    '/floors',
    '/floors/spc_1',
    '/floors/spc_1/plan',
    '/spaces',
    '/spaces/spc_1?from=2024-05-01',
    '/compare',
    '/compare/',
    '/compare?label=lbl_1',
    '/sensors',
    '/changes',
    '/set-up',
    '/set-up/spaces/import',
    '/display/dsp_1',
  ])('is at %s', async (url) => {
    const response = await get(url)

    expect(response.statusCode).toBe(200)
    expect(response.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(response.headers['cache-control']).toBe('no-cache')
    expect(response.body).toBe(PAGE)
  })

  test.each([
    '/index.html',
    '/nothing',
    '/Now',
    '/now/more',
    '/sign-in/more',
    '/sensors/more',
    '/display',
    '/floor',
    '/assets',
    '/assets/index.js',
  ])('is not at %s', async (url) => {
    const response = await get(url)

    expect(response.statusCode).toBe(404)
    expect(response.headers['content-type']).toBe('application/problem+json')
    expect(response.json()).toMatchObject({ status: 404, instance: url })
  })

  test.each(['/foo', '/now/more', '/docs/foo'])(
    'says that there is nothing at %s, where a browser opens it',
    async (url) => {
      const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
      const response = await get(url, browser)
      const posted = await server.app.inject({ method: 'POST', url, headers: browser })

      expect(response.statusCode).toBe(404)
      expect(response.headers['content-type']).toBe('text/html; charset=utf-8')
      expect(response.headers['content-security-policy']).toContain("default-src 'none'")
      expect(response.headers.vary).toBe('Accept, Accept-Encoding')
      expect(response.body).toBe(PAGE)
      expect(posted.json()).toMatchObject({ status: 404 })
    },
  )

  test.each(['/api/foo', '/v3/foo', '/live/foo', '/problems/foo'])(
    'leaves %s to the clients of its API, a browser too',
    async (url) => {
      const headers = { accept: 'text/html' }
      const response = await server.app.inject({ url, headers, remoteAddress: '192.0.2.7' })

      expect(response.statusCode).toBe(404)
      expect(response.headers['content-type']).toContain('json')
    },
  )

  test('brings an icon for who asks for the usual one', async () => {
    const response = await get('/favicon.ico')

    expect(response.statusCode).toBe(200)
    expect(response.headers['content-type']).toMatch(/^image\//)
  })

  test('leaves the public feed its addresses', async () => {
    for (const url of ['/compare/unknown', '/live/unknown']) {
      const response = await get(url)

      expect(response.statusCode).toBe(404)
      expect(response.json()).toMatchObject({ message: expect.any(String) })
    }
  })

  test('loads nothing but from this host, and is framed by nobody', async () => {
    for (const url of ['/', '/display/dsp_1', '/assets/index-a1b2c3.js', '/favicon.svg']) {
      const { headers } = await get(url)

      expect(headers['content-security-policy']).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; " +
          "font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; " +
          "frame-ancestors 'none'",
      )
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(headers['referrer-policy']).toBe('same-origin')
    }
  })

  test('takes GET and HEAD, and nothing else', async () => {
    const head = await server.app.inject({ method: 'HEAD', url: '/compare' })
    const post = await server.app.inject({ method: 'POST', url: '/now' })

    expect(head.statusCode).toBe(200)
    expect(head.headers['content-length']).toBe(String(PAGE.length))
    expect(head.body).toBe('')
    expect(post.statusCode).toBe(404)
  })

  test('is asked for again only when it has changed', async () => {
    const { etag } = (await get('/')).headers

    const again = await get('/', { 'if-none-match': String(etag) })

    expect(again.statusCode).toBe(304)
    expect(again.body).toBe('')
  })

  test('is outside the rate limit', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => get('/')))

    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([200]))
    expect(answers[0]?.headers['x-ratelimit-limit']).toBeUndefined()
  })

  test('is no matter of what somebody accepts or whether they may sign in', async () => {
    const headers = { accept: 'application/json', authorization: 'Bearer tok_guess', range: 'bytes=900-' }

    expect((await get('/', headers)).statusCode).toBe(200)
  })
})

describe('what a page loads', () => {
  test('is kept for good, since its name changes with it', async () => {
    for (const [url, type] of [
      ['/assets/index-a1b2c3.js', 'application/javascript; charset=utf-8'],
      ['/assets/inter-d4e5f6.woff2', 'font/woff2'],
    ] as const) {
      const { statusCode, headers } = await get(url)

      expect(statusCode).toBe(200)
      expect(headers['content-type']).toBe(type)
      expect(headers['cache-control']).toBe('public, max-age=31536000, immutable')
    }
  })

  test('but for its icon, which has a name of its own', async () => {
    const { headers } = await get('/favicon.svg')

    expect(headers['content-type']).toMatch(/^image\/svg\+xml/)
    expect(headers['cache-control']).toBe('no-cache')
  })

  test.each([
    ['br, gzip', 'br', brotliDecompressSync],
    ['gzip, deflate, br;q=0.5', 'gzip', gunzipSync],
    ['gzip', 'gzip', gunzipSync],
    ['deflate', undefined, (body: Buffer) => body],
    ['identity', undefined, (body: Buffer) => body],
    [undefined, undefined, (body: Buffer) => body],
  ] as const)('comes to who accepts %s as %s', async (accepted, encoding, decode) => {
    for (const [url, text] of [
      ['/assets/index-a1b2c3.js', SCRIPT],
      ['/spaces/spc_1', PAGE],
    ] as const) {
      const response = await get(url, accepted === undefined ? {} : { 'accept-encoding': accepted })

      expect(response.headers['content-encoding']).toBe(encoding)
      expect(response.headers.vary).toBe('Accept-Encoding')
      expect(String(decode(response.rawPayload))).toBe(text)
    }
  })

  test('comes as it is where the build did not compress it', async () => {
    const response = await get('/assets/inter-d4e5f6.woff2', { 'accept-encoding': 'br, gzip' })

    expect(response.headers['content-encoding']).toBeUndefined()
    expect(response.body).toBe('a font')
  })

  test.each(['/assets/nothing.js', '/assets/', '/assets/.hidden', '/assets/%00'])(
    'is not at %s',
    async (url) => {
      const response = await get(url, { 'accept-encoding': 'br' })

      expect(response.statusCode).toBe(404)
      expect(response.headers['cache-control']).toBeUndefined()
    },
  )

  test('answers conditions that do not hold without failing', async () => {
    const headers = { 'if-match': '"other"', range: 'bytes=900-' }

    expect((await get('/assets/index-a1b2c3.js', headers)).statusCode).toBeLessThan(500)
    expect(server.log.filter(({ level }) => Number(level) >= 50)).toEqual([])
  })
})

describe('what lies outside the build', () => {
  let port: number

  beforeAll(async () => {
    await server.app.listen({ host: '127.0.0.1', port: 0 })
    const address = server.app.server.address()
    port = typeof address === 'object' ? (address?.port ?? 0) : 0
  })

  /** Everything the server says to a path that no client has tidied up. */
  function answerTo(path: string): Promise<string> {
    return new Promise((resolve, reject) => {
      let answer = ''
      const socket = connect(port, '127.0.0.1', () =>
        socket.write(`GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`),
      )
      socket.on('data', (chunk) => {
        answer += chunk
      })
      socket.on('error', reject)
      socket.on('close', () => resolve(answer))
    })
  }

  test.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/assets/../../secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/assets/%2e%2e/%2e%2e/secret.txt',
    '/assets/%2e%2e%2f%2e%2e%2fsecret.txt',
    '/assets/..%252f..%252fsecret.txt',
    '/assets/..%5c..%5csecret.txt',
    '/assets//../../secret.txt',
    '/assets/..%2findex.html',
    '/assets/%2fetc%2fpasswd',
    '//etc/passwd',
    '/floors/..%2f..%2fsecret.txt%00',
  ])('is not at %s', async (path) => {
    const answer = await answerTo(path)

    expect(answer).not.toContain('swordfish')
    expect(answer).not.toContain('root:')
    // A page of the dashboard looks the same whatever comes after its first segment.
    expect(answer).toMatch(path.startsWith('/floors/') ? /^HTTP\/1\.1 200 / : /^HTTP\/1\.1 40[04] /)
  })
})

describe('a dashboard that is not built', () => {
  test('says so, and is served once it is', async () => {
    const later = join(root, 'later')
    const early = await startTestServer({ webDirectory: later })
    const before = await early.app.inject('/')
    const asset = await early.app.inject('/assets/index-a1b2c3.js')
    const health = await early.app.inject('/healthz')

    await mkdir(later)
    await writeFile(join(later, 'index.html'), PAGE)
    const after = await early.app.inject('/')
    await early.close()

    expect(before.statusCode).toBe(404)
    expect(before.json().detail).toBe('The dashboard is not built: run npm run build.')
    expect([asset.statusCode, health.statusCode, after.statusCode]).toEqual([404, 200, 200])
    expect(early.log.filter(({ level }) => Number(level) >= 40)).toEqual([])
  })

  test('may be wanted by nobody', async () => {
    const bare = await startTestServer()
    const response = await bare.app.inject('/')
    await bare.close()

    expect(response.statusCode).toBe(404)
    expect(response.json().detail).toBe('There is nothing at /.')
  })
})
