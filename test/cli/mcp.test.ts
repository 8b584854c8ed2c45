import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Client } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { HeadcountClient } from '../../src/client/headcount-client.ts'
import { headcount, type ServingProcess, scratch, serving } from './command-line.ts'

const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))

let server: ServingProcess
beforeAll(async () => {
  server = await serving(join(scratch(), 'data'))
})
afterAll(async () => {
  await server.stop()
})

/** An assistant that starts the command. */
async function assistant(token: string): Promise<Client> {
  const client = new Client({ name: 'test', version: '1.0.0' })
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [main, 'mcp', '--url', server.url],
      env: { HEADCOUNT_TOKEN: token },
    }),
  )
  return client
}

test('an assistant that starts `headcount mcp` is told what was just sent', { timeout: 60_000 }, async () => {
  const { url: baseUrl, ownerToken: token } = server
  const headcountClient = new HeadcountClient({ baseUrl, token })
  await headcountClient.createSpace({ id: 'spc_1', name: 'Oak', space_type: 'building', time_zone: 'UTC' })
  await headcountClient.createSensor({ serial_number: 'S', sensor_type: 'oa', space_ids: ['spc_1'] })
  const at = new Date().toISOString()
  await headcountClient.sendReadings([{ type: 'count', sensor: 'S', at, count: 3 }])

  const client = await assistant(token)
  const { structuredContent } = await client.callTool({
    name: 'current_occupancy',
    arguments: { spaces: ['oak'] },
  })
  await client.close()
  expect(structuredContent).toMatchObject({
    spaces: [{ path: 'Oak', people: 3, link: `${baseUrl}/spaces/spc_1` }],
  })
})

test('a token that opens nothing is said in the answer of the tool', { timeout: 60_000 }, async () => {
  const client = await assistant('tok_nobody')
  const { isError, content } = await client.callTool({ name: 'free_rooms', arguments: {} })
  await client.close()
  expect(isError).toBe(true)
  expect(JSON.stringify(content)).toContain('401')
})

test('without a server or a token the command says what is missing', async () => {
  const missing = await headcount(['mcp'])
  expect(missing.code).toBe(2)
  expect(missing.stderr).toContain('Say which server: --url, or HEADCOUNT_URL.')
  const bare = await headcount(['mcp', '--url', 'http://127.0.0.1:1'])
  expect(bare.code).toBe(2)
  expect(bare.stderr).toContain('A token is needed: --token, or HEADCOUNT_TOKEN.')
})
