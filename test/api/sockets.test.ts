import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import type { liveTimes } from '../../src/api/live/live-connections.ts'
import { type LiveSite, openLiveSite, Watcher } from './live-site.ts'
import { count, crossing, demand, health, type Wire } from './site.ts'

const NOW = '2024-05-14T12:00:00Z'
const quick = { tickMs: 20, pingMs: 20_000, refreshMs: 20_000, ticketMs: 60_000, farewellMs: 500 }

let site: LiveSite

async function open(times: Partial<typeof liveTimes> = {}, environment: Record<string, string> = {}) {
  site = await openLiveSite(NOW, { liveTimes: { ...quick, ...times }, environment })
  await site.space('spc_floor', { space_type: 'floor' })
  await site.space('spc_oa', { parent_id: 'spc_floor' })
  await site.space('spc_waffle', { parent_id: 'spc_floor' })
  await site.space('spc_entry', { parent_id: 'spc_floor' })
  await site.space('spc_bare', { parent_id: 'spc_floor' })
  await site.sensor('OA', { sensor_type: 'oa', space_id: 'spc_oa', heartbeat_seconds: 60 })
  await site.sensor('W', { sensor_type: 'waffle', space_id: 'spc_waffle' })
  await site.doorway('drw_1', {
    spaces: [
      { id: 'spc_entry', sensor_placement: 1 },
      { id: 'spc_bare', sensor_placement: -1 },
    ],
  })
  await site.sensor('E', { sensor_type: 'entry', doorway_id: 'drw_1' })
}

afterEach(() => site.close())

const FLOOR = 'floor/spc_floor/presence'
const spaceOf = (message: Wire) => Object.keys(message['data'] as Wire)

describe('a socket', () => {
  beforeEach(() => open())

  test('of a floor tells presence: everything first, then only what changed', async () => {
    await site.send([count('OA', '2024-05-14T11:59:00Z', 2)])
    const watcher = await site.watch(FLOOR)
    const refresh = await watcher.next()

    await site.send([count('W', '2024-05-14T12:00:00.500Z', 1)])

    expect(refresh).toEqual({
      update_type: 'refresh',
      data: {
        spc_floor: {
          timestamp: '2024-05-14T11:59:00Z',
          presence: true,
          counting_mode: null,
          space_health_status: 'degraded',
        },
        spc_oa: {
          timestamp: '2024-05-14T11:59:00Z',
          presence: true,
          counting_mode: 'oa',
          space_health_status: 'healthy',
        },
        spc_waffle: {
          timestamp: null,
          presence: null,
          counting_mode: 'waffle',
          space_health_status: 'unknown',
        },
      },
    })
    site.setNow('2024-05-14T12:00:00.500Z')
    const live = await watcher.next()
    expect(live['update_type']).toBe('live')
    // The floor has somebody there and is degraded before and after.
    expect(spaceOf(live)).toEqual(['spc_waffle'])
    expect(live['data']).toMatchObject({
      spc_waffle: { timestamp: '2024-05-14T12:00:00.500Z', presence: true, space_health_status: 'healthy' },
    })
  })

  test.each(['occupancy', 'count'])(
    'of a space tells %s of Entry and waffle spaces below it',
    async (last) => {
      const watcher = await site.watch(`space/spc_floor/${last}`)
      const refresh = await watcher.next()

      await site.send([crossing('E', NOW, 1, { n: 3 })])

      expect(spaceOf(refresh).toSorted()).toEqual(['spc_bare', 'spc_entry', 'spc_floor', 'spc_waffle'])
      expect((await watcher.next())['data']).toMatchObject({
        spc_entry: { occupancy: 3, counting_mode: 'entry', space_health_status: 'healthy', timestamp: NOW },
        spc_bare: { occupancy: 0 },
      })
    },
  )

  test('says nothing of a heartbeat, a repetition or a late reading', async () => {
    await site.send([count('OA', '2024-05-14T11:59:00Z', 2)])
    const watcher = await site.watch(FLOOR)
    await watcher.next()

    await site.send([
      { type: 'heartbeat', sensor: 'OA', at: '2024-05-14T11:59:30Z' },
      count('OA', '2024-05-14T11:59:00Z', 2),
      count('OA', '2024-05-14T11:00:00Z', 7),
    ])

    expect(await watcher.rest(500)).toEqual([])
  })

  test('tells of a sensor’s own word', async () => {
    await site.send([count('OA', '2024-05-14T11:59:00Z', 2)])
    const watcher = await site.watch(FLOOR)
    await watcher.next()

    await site.send([health('OA', '2024-05-14T11:59:30Z', 'offline')])

    expect((await watcher.next())['data']).toMatchObject({
      spc_oa: { presence: true, space_health_status: 'offline' },
    })
  })

  test('of a floor is silent while presence and health stay the same', async () => {
    await site.send([count('OA', '2024-05-14T11:59:00Z', 2)])
    const watcher = await site.watch(FLOOR)
    await watcher.next()

    await site.send([count('OA', '2024-05-14T11:59:30Z', 3)])
    await site.send([count('OA', '2024-05-14T11:59:40Z', 0)])

    expect((await watcher.next())['data']).toMatchObject({ spc_oa: { presence: false } })
    expect(await watcher.rest(100)).toEqual([])
  })

  test('of counts is refused where nothing but open-area sensors count', async () => {
    const response = await site.request({ method: 'POST', url: '/v3/analytics/ws/space/spc_oa/count' })

    expect(response.statusCode).toBe(400)
    expect(response.json().message).toContain('Entry or Waffle sensors')
  })

  test('tells that a sensor fell silent without any reading', async () => {
    await site.send([count('OA', '2024-05-14T11:59:00Z', 2)])
    const watcher = await site.watch(FLOOR)
    await watcher.next()

    site.setNow('2024-05-14T12:02:00Z')

    expect((await watcher.next())['data']).toMatchObject({
      spc_oa: { presence: true, space_health_status: 'offline' },
    })
  })

  test('tells the daily reset at the local midnight of a day with a clock change', async () => {
    site.setNow('2024-11-04T04:30:00Z')
    await site.send([crossing('E', '2024-11-04T04:30:00Z', 1, { n: 4 })])
    const watcher = await site.watch('space/spc_entry/count')
    expect((await watcher.next())['data']).toMatchObject({ spc_entry: { occupancy: 4 } })

    site.setNow('2024-11-04T05:00:00Z')

    expect((await watcher.next())['data']).toMatchObject({ spc_entry: { occupancy: 0 } })
  })

  test('of a doorway tells each person who passes, and nothing before', async () => {
    const watcher = await site.watch('doorway/drw_1/events')

    await site.send([crossing('E', NOW, 1, { n: 2 }), crossing('E', '2024-05-14T12:00:01Z', -1)])
    const passing = {
      doorway_id: 'drw_1',
      sensor_serial_number: 'E',
      space_ids: ['spc_entry', 'spc_bare'],
      direction: 1,
      timestamp: NOW,
    }

    expect([await watcher.next(), await watcher.next(), await watcher.next()]).toEqual([
      passing,
      passing,
      { ...passing, direction: -1, timestamp: '2024-05-14T12:00:01Z' },
    ])
  })

  test('of a doorway says nothing of late crossings, of a repetition, or of a day that is over', async () => {
    await site.send([crossing('E', '2024-05-13T23:00:00Z', 1)])
    const watcher = await site.watch('doorway/drw_1/events')

    await site.send([crossing('E', '2024-05-14T01:00:00Z', 1)])
    await site.send([crossing('E', '2024-05-14T11:00:00Z', 1)])
    await site.send([crossing('E', '2024-05-14T10:00:00Z', 1), crossing('E', '2024-05-14T11:00:00Z', 1)])

    const told = await watcher.rest(500)
    expect(told.map((event) => event['timestamp'])).toEqual(['2024-05-14T11:00:00Z'])
  })

  test('of a crossing of thousands stops counting along', async () => {
    const watcher = await site.watch('doorway/drw_1/events')

    await site.send([crossing('E', NOW, 1, { n: 1_000_000_000 })])

    expect(await watcher.rest(500)).toHaveLength(1_000)
  })

  test('is told of a space that was added after it was opened', async () => {
    await site.send([count('OA', '2024-05-14T11:59:00Z', 2)])
    const watcher = await site.watch(FLOOR)
    await watcher.next()

    await site.space('spc_new', { parent_id: 'spc_floor' })
    await site.sensor('N', { sensor_type: 'oa', space_id: 'spc_new' })
    await site.send([count('N', NOW, 1)])

    const told = await watcher.rest(500)
    expect(told.at(-1)?.['data']).toMatchObject({ spc_new: { presence: true } })
  })
})

describe('a call for a socket', () => {
  beforeEach(() => open())

  test.each([
    ['floor/spc_no/presence', 404],
    ['space/spc_no/count', 404],
    ['doorway/drw_no/events', 404],
    ['floor/spc_oa/presence', 400],
    ['nothing/spc_oa/presence', 404],
  ])('%s is %i', async (path, status) => {
    const response = await site.request({ method: 'POST', url: `/v3/analytics/ws/${path}` })

    expect(response.statusCode).toBe(status)
    expect(response.json()).toEqual({ code: status, message: expect.any(String) })
  })

  test('for a place where nothing counts is 400', async () => {
    await site.space('spc_empty', { space_type: 'floor' })

    for (const path of ['floor/spc_empty/presence', 'space/spc_empty/occupancy'])
      expect((await site.request({ method: 'POST', url: `/v3/analytics/ws/${path}` })).statusCode).toBe(400)
  })

  test('needs a token that may read and sees the place', async () => {
    const blind = await site.token({ scopes: ['ingest'] })
    const elsewhere = await site.token({ scopes: ['read'], space_ids: ['spc_oa'] })
    const ask = (token: string) => site.request({ method: 'POST', url: `/v3/analytics/ws/${FLOOR}` }, token)

    expect((await ask(blind)).statusCode).toBe(403)
    expect((await ask(elsewhere)).statusCode).toBe(404)
  })

  test('answers the address that the caller used, secure behind a trusted proxy', async () => {
    await site.close()
    await open({}, { HEADCOUNT_TRUST_PROXY: '10.1.0.0/16' })
    const ask = async (remoteAddress: string) =>
      demand(
        await site.request({
          method: 'POST',
          url: `/v3/analytics/ws/${FLOOR}`,
          remoteAddress,
          headers: { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'count.example.org' },
        }),
        200,
      ).json().ws_url

    expect(await ask('10.1.2.3')).toMatch(/^wss:\/\/count\.example\.org\/v3\/ws\/[\w-]{43}$/)
    expect(await ask('10.2.0.1')).toMatch(/^ws:\/\/localhost:80\/v3\/ws\/[\w-]{43}$/)
  })

  test('answers the public URL where one is configured', async () => {
    await site.close()
    await open({}, { HEADCOUNT_PUBLIC_URL: 'https://count.example.org/hc/' })

    expect(await site.url(FLOOR)).toMatch(/^wss:\/\/count\.example\.org\/hc\/v3\/ws\/[\w-]{43}$/)
  })
})

describe('a URL', () => {
  test('opens one socket only, once', async () => {
    await open()
    const url = await site.url(FLOOR)
    const first = new Watcher(url)
    await first.next()

    const second = new Watcher(url)

    expect(await second.close()).toEqual({ code: 4401, reason: 'unknown, used or expired' })
    expect(first.closed).toBeNull()
    first.socket.terminate()
  })

  test('that is unknown is refused after the handshake', async () => {
    await open()

    const watcher = new Watcher(`${site.address.replace('http', 'ws')}/v3/ws/nonsense`)

    expect((await watcher.close()).code).toBe(4401)
  })

  test('that was not used in time is refused', async () => {
    await open({ ticketMs: 50 })
    const url = await site.url(FLOOR)
    await new Promise((resolve) => setTimeout(resolve, 100))

    expect((await new Watcher(url).close()).code).toBe(4401)
  })

  test('beside the sockets is 404, and no request goes unanswered for offering another protocol', async () => {
    await open()
    const elsewhere = new WebSocket(`${site.address.replace('http', 'ws')}/v3/spaces`)
    const [error] = await once(elsewhere, 'error')
    const { hostname, port } = new URL(site.address)
    const client = connect(Number(port), hostname)
    const body = JSON.stringify({ space_ids: [] })
    client.write(
      `POST /v3/analytics/occupancy/current HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer tok_owner_of_the_tests\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n${body}`,
    )
    const [answer] = await once(client, 'data')
    client.destroy()

    expect(String(error)).toContain('404')
    expect(String(answer)).toMatch(/^HTTP\/1\.1 200 /)
  })
})

describe('over time a socket', () => {
  test('is told everything again and again', async () => {
    await open({ tickMs: 20, pingMs: 100, refreshMs: 100 })
    const watcher = await site.watch(FLOOR)

    const first = await watcher.next()
    const second = await watcher.next()
    const third = await watcher.next()

    expect([first, second, third].map((message) => message['update_type'])).toEqual([
      'refresh',
      'refresh',
      'refresh',
    ])
    expect(third).toEqual(first)
  })

  test('is pinged, and cut off after two pings without an answer', async () => {
    await open({ tickMs: 20, pingMs: 60, refreshMs: 60_000 })
    const deaf = new Watcher(await site.url(FLOOR), { autoPong: false })
    const lively = await site.watch(FLOOR)
    let pings = 0
    deaf.socket.on('ping', () => pings++)

    await deaf.close()

    expect(pings).toBe(2)
    expect(lively.closed).toBeNull()
  })

  test('closes soon after its token was revoked', async () => {
    await open()
    const created = await site.request({
      method: 'POST',
      url: '/api/tokens',
      payload: { name: 'display', scopes: ['read'] },
    })
    const { id, token } = created.json()
    const dying = await site.watch(FLOOR, token)
    const lasting = await site.watch(FLOOR)

    await site.request({ method: 'DELETE', url: `/api/tokens/${id}` })

    expect((await dying.close()).code).toBe(4401)
    expect(lasting.closed).toBeNull()
  })

  test('closes when its place is deleted', async () => {
    await open()
    const watcher = await site.watch('space/spc_waffle/count')

    await site.request({ method: 'DELETE', url: '/api/spaces/spc_waffle?cascade=true' })

    expect((await watcher.close()).code).toBe(4401)
  })
})

describe('what clients send', () => {
  beforeEach(() => open())

  test('changes nothing', async () => {
    const watcher = await site.watch(FLOOR)
    await watcher.next()

    watcher.socket.send('{"update_type":"refresh"}')
    watcher.socket.send(Buffer.alloc(4_096))

    expect(await watcher.rest(100)).toEqual([])
    expect(watcher.closed).toBeNull()
  })

  test('over 4 KiB closes with 1009', async () => {
    const watcher = await site.watch(FLOOR)

    watcher.socket.send('x'.repeat(4_097))

    expect((await watcher.close()).code).toBe(1009)
  })

  test('as garbage closes that socket alone', async () => {
    const other = await site.watch(FLOOR)
    const { hostname, port, pathname } = new URL((await site.url(FLOOR)).replace('ws', 'http'))
    const client = connect(Number(port), hostname)
    client.on('error', () => undefined)
    client.write(
      `GET ${pathname} HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
    )
    await once(client, 'data')

    client.write(Buffer.alloc(1_000, 0xff))

    await once(client, 'close')
    expect(other.closed).toBeNull()
  })

  test('not even an answer, is not waited for: a client that never reads is closed as too slow', async () => {
    const watcher = await site.watch('space/spc_waffle/count')
    await watcher.next()
    watcher.socket.pause()
    const doorway = await site.watch('doorway/drw_1/events')
    doorway.socket.pause()
    let at = Date.parse(NOW)

    for (let batch = 0; batch < 3; batch++) {
      const crossings = Array.from({ length: 100 }, () => crossing('E', at++, 1, { n: 1_000 }))
      site.setNow(at)
      await site.send(crossings)
    }
    doorway.socket.resume()

    expect((await doorway.close()).code).toBe(1013)
    watcher.socket.resume()
    expect(watcher.closed).toBeNull()
  })
})

test('a thousand clients gone at once leave nothing behind', async () => {
  await open()
  const watchers = await Promise.all(Array.from({ length: 1_000 }, () => site.watch(FLOOR)))
  const before = await figure('headcount_live_sockets')

  for (const { socket } of watchers) socket.terminate()
  while ((await figure('headcount_live_sockets')) > 0) await new Promise((resolve) => setTimeout(resolve, 20))
  const watcher = await site.watch(FLOOR)
  await watcher.next()
  await site.send([count('OA', NOW, 2)])

  expect(before).toBe(1_000)
  expect((await watcher.next())['update_type']).toBe('live')
})

test('a restart closes sockets with 1012', async () => {
  await open()
  const watcher = await site.watch(FLOOR)
  await watcher.next()

  const closing = site.app.close()

  expect((await watcher.close()).code).toBe(1012)
  await closing
})

async function figure(name: string): Promise<number> {
  const page = (await site.request({ url: '/metrics' })).body
  return Number(new RegExp(`^${name} (\\d+)`, 'm').exec(page)?.[1])
}
