import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { MqttClient } from 'mqtt'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { KillableServer } from '../crash/killable-server.ts'
import { hasMosquitto, Mosquitto } from './mosquitto.ts'

const MESSAGES = 4_000
const FIRST_AT = Date.parse('2024-05-14T08:00:00Z')

let broker: Mosquitto
let publisher: MqttClient
let directory: string

async function setUp(server: KillableServer): Promise<void> {
  const space = { id: 'spc_hq', name: 'HQ', space_type: 'building', time_zone: 'UTC' }
  const doorway = { id: 'drw_1', name: 'Door', spaces: [{ id: 'spc_hq', sensor_placement: 1 }] }
  const sensor = { serial_number: 'E', sensor_type: 'entry', doorway_id: 'drw_1' }
  await server.ask('POST', '/api/spaces', JSON.stringify(space))
  await server.ask('POST', '/api/doorways', JSON.stringify(doorway))
  await server.ask('POST', '/api/sensors', JSON.stringify(sensor))
}

/** People that came in, by the server's own word; `null` while it is not there. */
async function entrances(server: KillableServer): Promise<number | null> {
  const question = { start_date: '2024-05-14T00:00', end_date: '2024-05-14T23:59', space_ids: ['spc_hq'] }
  const answer = await server.ask('POST', '/api/metrics', JSON.stringify(question))
  return answer === null ? null : (JSON.parse(answer).spaces.spc_hq?.rows[0]?.entrances ?? 0)
}

describe.skipIf(!hasMosquitto)('a flood from a broker', () => {
  beforeEach(async () => {
    broker = await Mosquitto.start()
    publisher = await broker.publisher()
    directory = mkdtempSync(join(tmpdir(), 'headcount-mqtt-kill-'))
  })
  afterEach(async () => {
    await publisher.endAsync(true)
    await broker.remove()
    rmSync(directory, { recursive: true })
  })

  test('loses and doubles nobody when the server is killed in the middle of it, and the broker is restarted', async () => {
    const start = () => new KillableServer(join(directory, 'data'), { HEADCOUNT_MQTT_URL: broker.url })
    let server = start()
    await setUp(server)
    // The session is there from the first connection on: what is published afterwards is kept for it.
    while ((await server.ask('GET', '/readyz')) === null) await delay(20)
    const flood = (async () => {
      for (let index = 0; index < MESSAGES; index += 100) {
        const some = Array.from({ length: 100 }, (_, offset) => {
          const content = { at: FIRST_AT + 1_000 * (index + offset), direction: 1, n: 1 }
          return publisher.publishAsync('headcount/E/crossing', JSON.stringify(content), { qos: 1 })
        })
        await Promise.all(some)
      }
    })()
    for (let kill = 0; kill < 3; kill++) {
      await delay(150)
      await server.end('SIGKILL')
      if (kill === 1) {
        await flood
        await broker.stop()
        await broker.run()
      }
      server = start()
      await server.url
    }
    await flood
    let found = await entrances(server)
    for (let last = -1; found === null || found !== last; found = await entrances(server)) {
      last = found ?? -1
      if (found === MESSAGES) break
      await delay(1_500)
    }
    await server.end('SIGTERM')
    expect(found).toBe(MESSAGES)
  })
})
