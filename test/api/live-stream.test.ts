import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Event, Listener } from './live-listener.ts'
import { type LiveSite, openLiveSite } from './live-site.ts'
import { count, crossing, type Wire } from './site.ts'

const NOW = '2024-05-14T12:00:00Z'
const quick = { tickMs: 20, pingMs: 20_000, refreshMs: 20_000, ticketMs: 60_000, farewellMs: 500 }

let site: LiveSite
let listeners: Listener[]

async function listen(lastEventId?: string, token?: string): Promise<Listener> {
  const listener = await Listener.open(site.address, lastEventId, token)
  listeners.push(listener)
  return listener
}

beforeEach(async () => {
  listeners = []
  site = await openLiveSite(NOW, { liveTimes: quick })
  await site.space('spc_a')
  await site.space('spc_b')
  await site.sensor('A', { sensor_type: 'oa', space_id: 'spc_a' })
  await site.sensor('B', { sensor_type: 'oa', space_id: 'spc_b' })
})
afterEach(async () => {
  for (const listener of listeners) listener.close()
  await site.close()
})

const countOf = (event: Event, space: string) =>
  (event.data['spaces'] as Record<string, Wire>)[space]?.['count']

describe('a live stream', () => {
  test('begins with everything as it is, and goes on with what changes', async () => {
    await site.send([count('A', '2024-05-14T11:59:00Z', 2)])
    const listener = await listen()
    const snapshot = await listener.next()

    await site.send([count('B', NOW, 3, { capped: true })])

    expect(snapshot).toMatchObject({ name: 'snapshot', id: expect.stringMatching(/^\d+-[0-9a-f]+-\d+$/) })
    expect(Object.keys(snapshot.data['spaces'] as Wire)).toEqual(['spc_a', 'spc_b'])
    const change = await listener.next()
    expect(change.name).toBe('change')
    expect(change.data).toEqual({
      spaces: {
        spc_b: {
          count: 3,
          is_known: true,
          presence: true,
          is_capped: true,
          counting_mode: 'oa',
          space_health_status: 'healthy',
          timestamp: NOW,
        },
      },
    })
  })

  test('taken up again tells just what was missed', async () => {
    const first = await listen()
    await first.next()
    await site.send([count('A', '2024-05-14T11:58:00Z', 1)])
    const { id } = await first.next()
    first.close()
    await site.send([count('A', '2024-05-14T11:59:00Z', 2)])
    await site.services.live.settled()
    await site.send([count('B', '2024-05-14T11:59:00Z', 5)])

    const second = await listen(id)

    const missed = [await second.next(), await second.next()]
    expect(missed.map(({ name }) => name)).toEqual(['change', 'change'])
    expect(missed.map((event) => [countOf(event, 'spc_a'), countOf(event, 'spc_b')])).toEqual([
      [2, undefined],
      [undefined, 5],
    ])
    expect(await second.rest(50)).toEqual([])
  })

  test.each(['', 'nonsense', '00000000-3', '-1'])('after the unknown id "%s" begins anew', async (id) => {
    expect((await (await listen(id)).next()).name).toBe('snapshot')
  })

  test('taken up again from the position of an answer tells what came after it, crossings one by one', async () => {
    await site.doorway('drw_1', { spaces: [{ id: 'spc_a', sensor_placement: 1 }] })
    const send = async (...readings: Wire[]) =>
      (await site.request({ method: 'POST', url: '/api/readings', payload: readings })).json()
    const passing = (at: string, n: number) => ({
      type: 'crossing',
      doorway_id: 'drw_1',
      at,
      direction: 1,
      n,
    })
    const { seq } = await send(passing('2024-05-14T11:00:00Z', 1))
    await send(passing('2024-05-14T11:01:00Z', 2))
    await send(passing('2024-05-14T11:00:30Z', 3))
    await send(passing('2024-05-14T11:02:00Z', 4), count('B', NOW, 5))

    const listener = await listen(String(seq))

    const events = [await listener.next(), await listener.next(), await listener.next()]
    // The one in between came late, and so was never told.
    expect(events.map(({ name, data }) => [name, data['n']])).toEqual([
      ['crossing', 2],
      ['crossing', 4],
      ['change', undefined],
    ])
    expect(events.slice(0, 2).map(({ id }) => Number(id))).toEqual([seq + 1, seq + 3])
    expect(countOf(events[2] as Event, 'spc_b')).toBe(5)
  })

  test('tells crossings with their doorway', async () => {
    await site.doorway('drw_1', { spaces: [{ id: 'spc_a', sensor_placement: 1 }] })
    const listener = await listen()
    await listener.next()

    await site.send([{ ...crossing('x', NOW, 1, { n: 2 }), sensor: undefined, doorway_id: 'drw_1' }])

    const events = await listener.rest(500)
    expect(events.at(-1)).toMatchObject({
      name: 'crossing',
      data: {
        doorway_id: 'drw_1',
        sensor_serial_number: null,
        space_ids: ['spc_a'],
        direction: 1,
        n: 2,
        timestamp: NOW,
      },
    })
  })

  test('tells a limited token of its own spaces only', async () => {
    const token = await site.token({ scopes: ['read'], space_ids: ['spc_b'] })
    const listener = await listen(undefined, token)
    const snapshot = await listener.next()

    await site.send([count('A', NOW, 1)])
    await site.send([count('B', NOW, 1)])

    expect(Object.keys(snapshot.data['spaces'] as Wire)).toEqual(['spc_b'])
    const events = await listener.rest(500)
    expect(events.map((event) => Object.keys(event.data['spaces'] as Wire))).toEqual([['spc_b']])
  })

  test('ends when its token is revoked', async () => {
    const created = await site.request({
      method: 'POST',
      url: '/api/tokens',
      payload: { name: 'short-lived', scopes: ['read'] },
    })
    const { id, token } = created.json()
    const listener = await listen(undefined, token)
    await listener.next()

    await site.request({ method: 'DELETE', url: `/api/tokens/${id}` })

    await expect.poll(() => listener.isEnded, { timeout: 30_000 }).toBe(true)
  })

  test('ends when the server stops, which does not wait for it', async () => {
    const listener = await listen()
    await listener.next()

    await site.app.close()

    await expect.poll(() => listener.isEnded, { timeout: 30_000 }).toBe(true)
  })

  test('needs a token that may read', async () => {
    const blind = await site.token({ scopes: ['ingest'] })
    const status = async (headers: Record<string, string>) =>
      (await fetch(`${site.address}/api/live`, { headers })).status

    expect(await status({})).toBe(401)
    expect(await status({ authorization: `Bearer ${blind}` })).toBe(403)
  })
})

test('a person’s word on a count is told at once, to who listens and to who comes', async () => {
  await site.space('spc_hall')
  await site.doorway('drw_hall', { spaces: [{ id: 'spc_hall', sensor_placement: 1 }] })
  await site.send([
    { type: 'crossing', doorway_id: 'drw_hall', at: '2024-05-14T11:00:00Z', direction: 1, n: 7 },
  ])
  const early = await listen()
  expect(countOf(await early.next(), 'spc_hall')).toBe(7)

  await site.send([{ type: 'reset', space_id: 'spc_hall', at: NOW, count: 3 }])

  const late = await listen()
  const snapshot = await late.next()
  expect(snapshot.name).toBe('snapshot')
  expect(countOf(snapshot, 'spc_hall')).toBe(3)
  const change = await early.next()
  expect(change.name).toBe('change')
  expect(countOf(change, 'spc_hall')).toBe(3)
  expect(await site.ask('occupancy/current', { space_ids: ['spc_hall'] })).toMatchObject({
    spc_hall: { count: 3 },
  })
})
