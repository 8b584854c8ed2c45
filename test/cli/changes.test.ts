import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { HeadcountClient } from '../../src/client/headcount-client.ts'
import { headcount, type ServingProcess, serving } from './command-line.ts'

let directory: string
let server: ServingProcess
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'headcount-'))
  server = await serving(join(directory, 'data'))
})
afterEach(async () => {
  await server.stop()
  rmSync(directory, { recursive: true })
})

test('changes lists what late readings restated, and goes on from a position', {
  timeout: 60_000,
}, async () => {
  const client = new HeadcountClient({ baseUrl: server.url, token: server.ownerToken })
  await client.createSpace({ id: 'spc_1', name: 'HQ', space_type: 'building', time_zone: 'UTC' })
  await client.createSensor({ serial_number: 'S1', sensor_type: 'oa', space_id: 'spc_1' })
  const reading = (at: string, count: number) => ({ type: 'count', sensor: 'S1', at, count }) as const
  const first = await client.sendReadings([
    reading('2024-05-14T09:00:00Z', 3),
    reading('2024-05-16T09:00:00Z', 4),
  ])
  await client.sendReadings([reading('2024-05-14T12:00:00Z', 8)])
  const environment = { HEADCOUNT_URL: server.url, HEADCOUNT_TOKEN: server.ownerToken }

  const all = await headcount(['changes'], environment)
  const later = await headcount(['changes', '--since', String(first.seq), '--json'], environment)

  expect([all.code, all.stderr]).toEqual([0, ''])
  expect(all.stdout.split('\n').slice(0, -1)).toHaveLength(2)
  expect(all.stdout).toContain('\tspc_1\t2024-05-14 to 2024-05-16\tlate_reading\t')
  expect(JSON.parse(later.stdout)).toMatchObject([
    { seq: first.seq + 1, cause: 'late_reading', space_id: 'spc_1', from: '2024-05-14', to: '2024-05-16' },
  ])
})

test('changes says what is missing or wrong', { timeout: 60_000 }, async () => {
  expect(await headcount(['changes'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('HEADCOUNT_URL'),
  })
  expect(await headcount(['changes', '--since', 'now'])).toMatchObject({ code: 2 })
  expect(await headcount(['changes', '--url', server.url, '--token', 'tok_no'])).toMatchObject({ code: 1 })
})
