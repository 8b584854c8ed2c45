import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { HeadcountClient } from '../../src/client/headcount-client.ts'
import { headcount, type ServingProcess, scratch, serving } from './command-line.ts'

let server: ServingProcess
let environment: Record<string, string>

beforeAll(async () => {
  server = await serving(join(scratch(), 'data'))
  environment = { HEADCOUNT_URL: server.url, HEADCOUNT_TOKEN: server.ownerToken }
})
afterAll(() => server.stop())

const deadLetters = (...args: string[]) => headcount(['dead-letters', ...args], environment)

async function send(payload: object): Promise<void> {
  const headers = { authorization: `Bearer ${server.ownerToken}`, 'content-type': 'application/json' }
  const body = JSON.stringify(payload)
  expect((await fetch(`${server.url}/api/ingest/auto`, { method: 'POST', headers, body })).status).toBe(200)
}

test('what could not be taken is listed, shown, replayed once its sensor is there, or discarded', async () => {
  const at = '2024-05-14T09:00:00Z'
  await send({ deviceId: 'D-1', sensorType: 'peopleCount', intValue: 3, timestamp: at })
  await send({ nobody: 'knows' })

  const listed = await deadLetters('list')
  expect(listed.stdout.split('\n')).toHaveLength(3)
  expect(listed.stdout).toMatch(/^dlt_2\t\S+\tmessage\tauto\t\t\tNo mapping fits/)
  expect(JSON.parse((await deadLetters('list', '--json')).stdout)).toHaveLength(2)
  expect(JSON.parse((await deadLetters('show', 'dlt_2')).stdout)).toMatchObject({
    payload: { nobody: 'knows' },
  })

  const early = await deadLetters('replay', 'dlt_1')
  expect([early.code, early.stdout]).toEqual([
    1,
    '0 accepted, 0 duplicates, 1 rejected\nThere is no sensor D-1.\n',
  ])
  const client = new HeadcountClient({ baseUrl: server.url, token: server.ownerToken })
  await client.createSpace({ id: 'spc_room', name: 'Room', space_type: 'space', time_zone: 'UTC' })
  await client.createSensor({ serial_number: 'D-1', sensor_type: 'oa', space_id: 'spc_room' })
  const taken = await deadLetters('replay', 'dlt_1')
  expect([taken.code, taken.stdout]).toEqual([0, '1 accepted, 0 duplicates, 0 rejected\n'])

  expect((await deadLetters('discard', 'dlt_2')).stdout).toBe('dlt_2 is discarded\n')
  expect((await deadLetters('list')).stdout).toBe('')
  expect((await deadLetters('discard', 'dlt_2')).code).toBe(1)
})
