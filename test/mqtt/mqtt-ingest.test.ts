import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import type { MqttClient } from 'mqtt'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { demand, openSite, type Site } from '../api/site.ts'
import { hasMosquitto, Mosquitto } from './mosquitto.ts'

const NOW = '2024-05-14T12:00:00Z'

let broker: Mosquitto
let publisher: MqttClient
let site: Site

/** Waits until something holds: a message needs its time through the broker. */
async function until<Value>(ask: () => Promise<Value>, holds: (value: Value) => boolean): Promise<Value> {
  for (;;) {
    const value = await ask()
    if (holds(value)) return value
    await delay(20)
  }
}

const countsNow = async () => demand(await site.request({ url: '/api/now' }), 200).json().spaces
const letters = async () => demand(await site.request({ url: '/api/dead-letters' }), 200).json().data
const isReady = async () => (await site.app.inject('/readyz')).statusCode === 200
const publish = (topic: string, content: unknown, qos: 0 | 1 | 2 = 1) =>
  publisher.publishAsync(topic, typeof content === 'string' ? content : JSON.stringify(content), { qos })

/** Starts a server that takes from the broker, with a room and a doorway. */
async function open(environment: Record<string, string> = {}): Promise<void> {
  site = await openSite(NOW, {
    environment: { HEADCOUNT_MQTT_URL: broker.url, HEADCOUNT_LOG_LEVEL: 'silent', ...environment },
  })
  await site.space('spc_hq', { space_type: 'building' })
  await site.space('spc_room', { parent_id: 'spc_hq' })
  await site.sensor('OA-1', { sensor_type: 'oa', space_id: 'spc_room', heartbeat_seconds: 3600 })
  await site.doorway('drw_1', { spaces: [{ id: 'spc_hq', sensor_placement: 1 }] })
  await site.sensor('E/line1', { sensor_type: 'entry', doorway_id: 'drw_1', heartbeat_seconds: 3600 })
  await until(isReady, (ready) => ready)
}

describe.skipIf(!hasMosquitto)('readings from a broker', () => {
  beforeEach(async () => {
    broker = await Mosquitto.start()
    publisher = await broker.publisher()
  })
  afterEach(async () => {
    await publisher.endAsync(true)
    await site.close()
    await broker.remove()
  })

  test('one on the topic of its sensor, or many together, are what HTTP would have taken', async () => {
    await open()
    await publish('headcount/OA-1/count', { at: '2024-05-14T11:59:00Z', count: 4 })
    await publish('headcount/readings', [
      { type: 'crossing', sensor: 'E/line1', at: '2024-05-14T11:58:00Z', direction: 1, n: 3 },
      { type: 'heartbeat', sensor: 'OA-1', at: '2024-05-14T11:59:30Z' },
    ])
    await publish('headcount/E/line1/crossing', { at: '2024-05-14T11:59:00Z', direction: -1, n: 1 })

    const spaces = await until(
      countsNow,
      ({ spc_room, spc_hq }) => spc_room.count === 4 && spc_hq.count === 2,
    )
    expect(spaces.spc_room).toMatchObject({ is_known: true, timestamp: '2024-05-14T11:59:30Z' })
    expect(await letters()).toEqual([])
  })

  test.each([0, 1, 2] as const)('are taken at quality of service %s', async (qos) => {
    await open()
    await publish('headcount/OA-1/count', { at: '2024-05-14T11:59:00Z', count: 7 }, qos)
    expect(await until(countsNow, ({ spc_room }) => spc_room.count !== null)).toMatchObject({
      spc_room: { count: 7 },
    })
  })

  test('a device in its own words finds its mapping by the topic', async () => {
    await open({ HEADCOUNT_MQTT_TOPICS: 'headcount/#, /merakimv/#' })
    await site.space('spc_zone', { parent_id: 'spc_hq' })
    await site.sensor('Q2XX/zone0', { sensor_type: 'oa', space_id: 'spc_zone', heartbeat_seconds: 3600 })
    await publish('/merakimv/Q2XX/0', { ts: Date.parse('2024-05-14T11:59:00Z'), counts: { person: 3 } })
    expect(await until(countsNow, ({ spc_zone }) => spc_zone.count !== null)).toMatchObject({
      spc_zone: { count: 3 },
    })
  })

  test('what cannot be taken is a dead letter, and harms nothing beside it', async () => {
    await open()
    await publish('headcount/OA-1/count', 'not { JSON')
    await publish('headcount/GONE/count', { at: '2024-05-14T11:59:00Z', count: 1 })
    await publish('headcount/OA-1/count', { at: '1999-05-14T11:59:00Z', count: 1 })
    await publish('headcount/OA-1/count', [1, 2])
    await publish('headcount/readings', `${'['.repeat(100_000)}${']'.repeat(100_000)}`)
    await publish('headcount/readings', [
      { type: 'count', sensor: 'OA-1', at: '2024-05-14T11:00:00Z', count: 'five' },
      { type: 'count', sensor: 'OA-1', at: '2024-05-14T11:01:00Z', count: 2 },
    ])
    await publish('headcount/OA-1/count', '')
    await publish('headcount/OA-1/count', { at: '2024-05-14T11:59:00Z', count: 6 })

    await until(countsNow, ({ spc_room }) => spc_room.count === 6)
    const kept = await until(letters, ({ length }) => length >= 6)
    expect(kept).toHaveLength(6)
    expect(kept.map(({ topic, reason }: { topic: string; reason: string }) => `${topic}: ${reason}`)).toEqual(
      expect.arrayContaining([
        'headcount/OA-1/count: The message is not JSON.',
        expect.stringContaining('headcount/GONE/count: unknown_sensor'),
        expect.stringContaining('headcount/OA-1/count: implausible_time'),
      ]),
    )
    const page = (await site.app.inject('/metrics')).payload
    expect(page).toContain('headcount_mqtt_messages_total{outcome="dead_letter"} 6')
    expect(page).toContain('headcount_mqtt_connected 1')
  })

  test('the commands of the guide work as written', async () => {
    await open()
    const guide = readFileSync(new URL('../../docs/guides/mqtt.md', import.meta.url), 'utf8')
    const [, commands = ''] = /```sh\n(mosquitto_pub.*?)```/s.exec(guide) ?? []
    // They are dated by the real clock, while they run.
    site.setNow(Date.now() + 60_000)
    execFileSync('bash', ['-euc', commands.replaceAll('1883', String(broker.port))])
    const { spc_room } = await until(countsNow, (spaces) => spaces.spc_room.count !== null)
    expect(spc_room).toMatchObject({ count: 4, is_known: true })
    expect(await letters()).toEqual([])
  })

  test('a message that comes twice counts once', async () => {
    await open()
    const crossing = { at: '2024-05-14T11:58:00Z', direction: 1, n: 2 }
    for (let time = 0; time < 3; time++) await publish('headcount/E/line1/crossing', crossing)
    await publish('headcount/OA-1/count', { at: '2024-05-14T11:59:00Z', count: 1 })
    await until(countsNow, ({ spc_room }) => spc_room.count === 1)
    expect(await until(countsNow, ({ spc_hq }) => spc_hq.count !== null)).toMatchObject({
      spc_hq: { count: 2 },
    })
  })

  test('a message that the broker retained is not said again by a connection that was lost', async () => {
    await open({ HEADCOUNT_MQTT_TOPICS: 'devices/#' })
    await site.sensor('D-9', { sensor_type: 'oa', space_id: 'spc_room', heartbeat_seconds: 600 })
    const said = {
      deviceId: 'D-9',
      sensorType: 'peopleCount',
      intValue: 5,
      timestamp: '2024-05-14T11:58:00Z',
    }
    await publisher.publishAsync('devices/9', JSON.stringify(said), { qos: 1, retain: true })
    await until(countsNow, ({ spc_room }) => spc_room.count === 5)
    const taken = async () =>
      /messages_total\{outcome="accepted"\} (\d+)/.exec((await site.app.inject('/metrics')).payload)?.[1]
    const before = await taken()
    await broker.stop()
    await until(isReady, (ready) => !ready)
    await broker.run()
    await until(isReady, (ready) => ready)
    await delay(300)
    expect(await taken()).toBe(before)
  })

  test('go on after the broker was away, which /readyz says meanwhile', async () => {
    await open()
    await broker.stop()
    await until(isReady, (ready) => !ready)
    expect((await site.app.inject('/readyz')).json()).toMatchObject({
      status: 'unavailable',
      reason: 'The MQTT broker cannot be reached.',
    })
    await broker.run()
    await until(isReady, (ready) => ready)
    await publish('headcount/OA-1/count', { at: '2024-05-14T11:59:00Z', count: 5 })
    expect(await until(countsNow, ({ spc_room }) => spc_room.count !== null)).toMatchObject({
      spc_room: { count: 5 },
    })
  })

  test('are taken over MQTT 3.1.1 too', async () => {
    await open({ HEADCOUNT_MQTT_VERSION: '3.1.1' })
    for (let count = 0; count < 50; count++) {
      await publish('headcount/OA-1/count', { at: Date.parse(NOW) - 60_000 + count, count })
    }
    expect(await until(countsNow, ({ spc_room }) => spc_room.count === 49)).toMatchObject({
      spc_room: { count: 49 },
    })
  })
})

describe.skipIf(!hasMosquitto)('a broker that asks who is there', () => {
  afterEach(async () => {
    await site.close()
    await broker.remove()
  })

  test('is given the user and password of the address, which are in no log', async () => {
    broker = await Mosquitto.start({ name: 'headcount', password: 'hidden-word' })
    publisher = await broker.publisher()
    await open({ HEADCOUNT_LOG_LEVEL: 'trace' })
    await publish('headcount/OA-1/count', { at: '2024-05-14T11:59:00Z', count: 2 })
    await until(countsNow, ({ spc_room }) => spc_room.count === 2)
    await publisher.endAsync()
    expect(JSON.stringify(site.log)).not.toContain('hidden-word')
  })
})
