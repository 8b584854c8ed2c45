import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { CountInput } from '../ingest/reading-input.ts'
import { PlainTable } from './plain-table.ts'

const [directory] = process.argv.slice(2)
if (directory === undefined) throw new Error('Name a directory.')

// The least that could take readings over HTTP: parse, insert, answer.
const table = new PlainTable(directory)
const server = createServer(async (request, response) => {
  const readings = JSON.parse(await textOf(request)) as CountInput[]
  table.insert(readings)
  const answer = JSON.stringify({ accepted: readings.length, duplicates: 0, rejected: [] })
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length })
  response.end(answer)
})
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  process.stdout.write(`listening on http://127.0.0.1:${port}\n`)
})
process.once('SIGTERM', () => {
  server.close(() => table.close())
  server.closeAllConnections()
})

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
