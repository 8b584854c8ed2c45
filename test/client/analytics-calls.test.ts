import { expect, test } from 'vitest'
import { HeadcountClient } from '../../src/client/headcount-client.ts'
import { startScript } from './scripted-server.ts'

test('questions about a space name it and what is asked, days with commas between', async () => {
  const server = await startScript({ status: 200, body: {} })
  const client = new HeadcountClient({ baseUrl: server.baseUrl, token: 'tok_1' })
  const dates = { start_date: '2024-05-14T09:00:00+02:00', end_date: '2024-05-14T09:59:59' }
  const metrics = { ...dates, space_ids: ['spc_1'], time_resolution: 'hour_of_week', flatten: false } as const
  await client.segments('spc/1', dates)
  await client.typicalDay('spc_1', { date: '2024-05-14' })
  await client.distribution('spc_1', { ...dates, days: [1, 5], start_hour: 9 })
  await client.metrics(metrics)
  await client.forecast('spc_1', { date: '2024-05-14', start_hour: 9 })
  await client.rightSizing({ ...dates, days: [1, 5], space_ids: ['spc_1', 'spc_2'], over_percent: 10 })
  await server.close()

  const encoded = 'start_date=2024-05-14T09%3A00%3A00%2B02%3A00&end_date=2024-05-14T09%3A59%3A59'
  expect(server.received.map(({ method, url }) => `${method} ${url}`)).toEqual([
    `GET /api/spaces/spc%2F1/segments?${encoded}`,
    'GET /api/spaces/spc_1/typical-day?date=2024-05-14',
    `GET /api/spaces/spc_1/distribution?${encoded}&days=1%2C5&start_hour=9`,
    'POST /api/metrics',
    'GET /api/spaces/spc_1/forecast?date=2024-05-14&start_hour=9',
    `GET /api/right-sizing?${encoded}&over_percent=10&days=1%2C5&space_ids=spc_1%2Cspc_2`,
  ])
  expect(JSON.parse(server.received[3]?.body ?? '')).toEqual(metrics)
})
