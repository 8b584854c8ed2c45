import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addressOf, type Running, run } from './host.ts'

let data: string
let started: Running[]

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'headcount-lifecycle-'))
  started = []
})
afterEach(async () => {
  for (const running of started) running.emit('SIGTERM')
  await Promise.all(started.map(({ code }) => code))
  rmSync(data, { recursive: true, force: true })
})

function start(environment: Readonly<Record<string, string>> = {}): Running {
  const running = run({ HEADCOUNT_DATA: data, ...environment })
  started.push(running)
  return running
}

async function stop(running: Running, signal = 'SIGTERM'): Promise<number> {
  running.emit(signal)
  return running.code
}

/** Sends the head of a request that creates a token, and waits until the server has taken it up. */
async function beginRequest(host: string, port: number, length: number) {
  const socket = connect(port, host)
  let heard = ''
  socket.setEncoding('utf8').on('data', (chunk) => {
    heard += chunk
  })
  socket.on('error', () => undefined)
  const closed = once(socket, 'close')
  socket.write(
    `POST /api/tokens HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer tok_of_the_test\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: ${length}\r\n\r\n`,
  )
  await expect.poll(() => heard, { timeout: 30_000 }).toContain('100 Continue')
  return { socket, answer: () => closed.then(() => heard) }
}

function ownerToken(printed: string): string {
  return /^owner token .*: (tok_\S+)$/m.exec(printed)?.[1] ?? ''
}

function call(address: string, path: string, token: string, body?: object): Promise<Response> {
  return fetch(`${address}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
}

describe('a start', () => {
  test('on an empty directory prints the owner token, and one line when it can answer', async () => {
    const running = start()
    const address = await addressOf(running)

    const response = await call(address, '/v3/hello-world', ownerToken(running.stdout()))

    expect(response.status).toBe(200)
    expect(running.stdout().match(/^listening on http:\/\/127\.0\.0\.1:\d+$/gm)).toHaveLength(1)
  })

  test('on a known directory prints no token; the old one still works', async () => {
    const first = start()
    await addressOf(first)
    const token = ownerToken(first.stdout())
    await stop(first)

    const second = start()
    const response = await call(await addressOf(second), '/v3/hello-world', token)

    expect(response.status).toBe(200)
    expect(second.stdout()).toMatch(/^listening on \S+\n$/)
  })

  test('does not print an owner token that was given, anywhere', async () => {
    const running = start({ HEADCOUNT_OWNER_TOKEN: 'tok_given_by_automation' })
    const response = await call(await addressOf(running), '/v3/hello-world', 'tok_given_by_automation')

    expect(response.status).toBe(200)
    expect(running.stdout() + running.stderr()).not.toContain('tok_given_by_automation')
  })

  test('with a wrong value ends with 2 and says what is wrong', async () => {
    const running = start({ HEADCOUNT_PORT: 'http' })

    expect(await running.code).toBe(2)
    expect(running.stderr()).toBe(
      'HEADCOUNT_PORT is "http": expected a port from 0 to 65535 (0 takes any free one).\n',
    )
    expect(running.stdout()).toBe('')
  })

  test('on a port that is taken ends with 1, and leaves the token to the next start', async () => {
    const first = start()
    const { port } = new URL(await addressOf(first))
    const other = mkdtempSync(join(tmpdir(), 'headcount-lifecycle-'))

    const second = start({ HEADCOUNT_DATA: other, HEADCOUNT_PORT: port })

    expect(await second.code).toBe(1)
    expect(second.stderr()).toContain(`Port ${port} of 127.0.0.1 is in use`)
    expect(second.stdout()).toBe('')
    const third = start({ HEADCOUNT_DATA: other })
    const response = await call(await addressOf(third), '/v3/hello-world', ownerToken(third.stdout()))
    expect(response.status).toBe(200)
  })

  test('on a directory that is in use ends with 1 and harms nothing', async () => {
    const first = start()
    const address = await addressOf(first)

    const second = start()

    expect(await second.code).toBe(1)
    expect(second.stderr()).toContain(data)
    expect((await fetch(`${address}/readyz`)).status).toBe(200)
  })

  test('warns of variables that mean nothing', async () => {
    const running = start({ HEADCOUNT_PROT: '80', HEADCOUNT_URL: 'http://127.0.0.1:8080' })
    await addressOf(running)

    expect(running.stderr()).toContain('HEADCOUNT_PROT')
  })
})

describe('a stop', () => {
  test.each(['SIGTERM', 'SIGINT'])('on %s ends with 0 and no longer answers', async (signal) => {
    const running = start()
    const address = await addressOf(running)

    expect(await stop(running, signal)).toBe(0)
    await expect(fetch(`${address}/healthz`)).rejects.toThrow()
    expect(running.exits).toEqual([])
  })

  test('keeps what was acknowledged before', async () => {
    const first = start({ HEADCOUNT_OWNER_TOKEN: 'tok_of_the_test' })
    const address = await addressOf(first)
    await call(address, '/api/spaces', 'tok_of_the_test', {
      id: 'spc_a',
      name: 'A',
      space_type: 'space',
      time_zone: 'UTC',
    })
    await call(address, '/api/sensors', 'tok_of_the_test', {
      serial_number: 'S1',
      sensor_type: 'oa',
      space_id: 'spc_a',
    })
    const readings = [{ type: 'count', sensor: 'S1', at: '2024-05-14T09:00:00Z', count: 2 }]
    const sent = await call(address, '/api/readings', 'tok_of_the_test', readings)
    expect(await sent.json()).toMatchObject({ accepted: 1 })
    await stop(first)

    const second = start()
    const again = await call(await addressOf(second), '/api/readings', 'tok_of_the_test', readings)

    expect(await again.json()).toMatchObject({ accepted: 0, duplicates: 1 })
  })

  test('finishes a request that is under way', async () => {
    const running = start({ HEADCOUNT_OWNER_TOKEN: 'tok_of_the_test' })
    const { hostname, port } = new URL(await addressOf(running))
    const body = JSON.stringify({ name: 'late', scopes: ['read'] })
    const request = await beginRequest(hostname, Number(port), body.length)

    const stopped = stop(running)
    await new Promise((resolve) => setTimeout(resolve, 200))
    request.socket.write(body)

    expect(await request.answer()).toMatch(/^HTTP\/1\.1 201 /m)
    expect(await stopped).toBe(0)
  })

  test('does not wait for a client that never finishes', async () => {
    const running = start({ HEADCOUNT_OWNER_TOKEN: 'tok_of_the_test' })
    const { hostname, port } = new URL(await addressOf(running))
    const { socket } = await beginRequest(hostname, Number(port), 99)
    socket.write('{')

    expect(await stop(running)).toBe(0)

    // It was not out of time, when it would have ended itself.
    expect(running.exits).toEqual([])
  })

  test('asked for twice ends the process at once', async () => {
    const running = start()
    await addressOf(running)
    running.emit('SIGTERM')

    running.emit('SIGTERM')

    expect(running.exits).toEqual([1])
    await running.code
  })
})

test.each(['unhandledRejection', 'uncaughtException'])(
  'an %s is logged and ends the process',
  async (event) => {
    const running = start()
    await addressOf(running)

    running.emit(event, new Error('nobody expected this'))

    expect(running.exits).toEqual([1])
    expect(running.stderr()).toContain('nobody expected this')
  },
)
