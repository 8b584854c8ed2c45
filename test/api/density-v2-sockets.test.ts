import { afterEach, beforeEach, expect, test } from 'vitest'
import { type LiveSite, openLiveSite, Watcher } from './live-site.ts'
import { crossing, health } from './site.ts'
import { OWNER } from './test-server.ts'

/** The socket of Density v2, as a client opens it that plays a sound when somebody comes in (density-v3.md §12). */
let site: LiveSite

beforeEach(async () => {
  const liveTimes = { tickMs: 20, pingMs: 20_000, refreshMs: 20_000, ticketMs: 60_000, farewellMs: 500 }
  site = await openLiveSite('2024-05-14T12:00:00Z', { liveTimes })
  await site.space('spc_floor', { space_type: 'floor' })
  await site.space('spc_lobby', { parent_id: 'spc_floor' })
  await site.space('spc_hall')
  await site.doorway('drw_a', {
    spaces: [
      { id: 'spc_lobby', sensor_placement: 1 },
      { id: 'spc_hall', sensor_placement: -1 },
    ],
  })
  await site.doorway('drw_b', { spaces: [{ id: 'spc_hall', sensor_placement: 1 }] })
  await site.sensor('A', { sensor_type: 'entry', doorway_id: 'drw_a' })
  await site.sensor('B', { sensor_type: 'entry', doorway_id: 'drw_b' })
})
afterEach(() => site.close())

async function open(token = OWNER): Promise<Watcher> {
  const response = await fetch(`${site.address}/v2/sockets/`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
  })
  expect(response.status).toBe(200)
  const { url } = (await response.json()) as { url: string }
  const watcher = new Watcher(url)
  await new Promise((resolve) => watcher.socket.once('open', resolve))
  return watcher
}

const noon = '2024-05-14T12:00:00Z'

test('tells of each space that somebody comes into or leaves, with how many are there', async () => {
  await site.send([crossing('B', '2024-05-14T11:59:00Z', 1, { n: 5 })])
  const watcher = await open()

  await site.send([crossing('A', noon, 1)])

  const about = { doorway_id: 'drw_a', timestamp: noon }
  expect([await watcher.next(), await watcher.next()]).toEqual([
    { payload: { space_id: 'spc_lobby', direction: 1, count: 1, ...about } },
    { payload: { space_id: 'spc_hall', direction: -1, count: 4, ...about } },
  ])
  await site.send([crossing('B', noon, -1)])
  expect(await watcher.next()).toEqual({
    payload: { space_id: 'spc_hall', doorway_id: 'drw_b', direction: -1, count: 3, timestamp: noon },
  })
})

test('tells of each person, and begins with nothing', async () => {
  const watcher = await open()
  expect(await watcher.rest(50)).toEqual([])

  await site.send([crossing('B', noon, 1, { n: 3 })])

  const told = [await watcher.next(), await watcher.next(), await watcher.next()]
  expect(told.map(({ payload }) => payload)).toMatchObject(Array(3).fill({ space_id: 'spc_hall', count: 3 }))
  expect(await watcher.rest(50)).toEqual([])
})

test('of a count that is not known says so', async () => {
  const watcher = await open()

  await site.send([crossing('B', noon, 1), health('B', noon, 'offline')])

  expect((await watcher.next())['payload']).toMatchObject({ space_id: 'spc_hall', count: null })
})

test('of a token for some spaces tells of these alone', async () => {
  const token = await site.token({ scopes: ['read'], space_ids: ['spc_floor'] })
  const watcher = await open(token)

  await site.send([crossing('B', noon, 1), crossing('A', noon, 1)])

  expect((await watcher.next())['payload']).toMatchObject({ space_id: 'spc_lobby', direction: 1 })
  expect(await watcher.rest(50)).toEqual([])
})

test('closes when its token is revoked, and opens once', async () => {
  const issued = await site.request({
    method: 'POST',
    url: '/api/tokens',
    payload: { name: 'Screen', scopes: ['read'] },
  })
  const watcher = await open(issued.json().token)
  const again = new Watcher(watcher.socket.url)
  expect((await again.close()).code).toBe(4401)

  await site.request({ method: 'DELETE', url: `/api/tokens/${issued.json().id}` })

  expect((await watcher.close()).code).toBe(4401)
})

test('is refused without the right to read', async () => {
  const token = await site.token({ scopes: ['ingest'] })
  const ask = (authorization: Record<string, string>) =>
    fetch(`${site.address}/v2/sockets`, { method: 'POST', headers: authorization })

  expect((await ask({ authorization: `Bearer ${token}` })).status).toBe(403)
  expect((await ask({})).status).toBe(403)
  expect((await ask({ authorization: 'Bearer tok_unknown' })).status).toBe(401)
})
