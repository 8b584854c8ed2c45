import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { pino } from 'pino'
import { assembleServer } from '../dist/server/compose.js'
import { Demo } from '../dist/server/demo.js'
import { readConfig } from '../dist/server/read-config.js'
import { openSqliteStore } from '../dist/storage/sqlite/sqlite-store.js'

/** The owner token of the demo that {@link startDemoAt} starts. */
export const TOKEN = 'tok_owner_of_the_demo_for_its_pictures'

/**
 * Serves the demo as it is at a moment (epoch milliseconds), with its year of history, from which on its time runs on.
 * Resolves to its address and how to end it.
 */
export async function startDemoAt(moment, port = 0) {
  const directory = await mkdtemp(join(tmpdir(), 'headcount-demo-'))
  const offset = moment - Date.now()
  const clock = () => Date.now() + offset
  const config = readConfig(
    {},
    { HEADCOUNT_OWNER_TOKEN: TOKEN, HEADCOUNT_RATE_LIMIT: 'off', HEADCOUNT_DATA: directory },
  )
  const logger = pino({ level: 'warn' })
  const server = await assembleServer({ store: await openSqliteStore({ directory }), config, logger, clock })
  let days = 0
  const progress = {
    ...logger,
    info: (fields) => {
      days = fields.days ?? days
    },
    warn: logger.warn.bind(logger),
    error: logger.error.bind(logger),
  }
  // Browsers take the time from this, and would say that their clock is wrong.
  server.app.server.prependListener('request', (_, response) => {
    response.setHeader('Date', new Date(clock()).toUTCString())
  })
  const demo = await Demo.open({ services: server.services, directory, logger: progress })
  await demo.catchUp()
  const url = await server.app.listen({ host: '127.0.0.1', port })
  demo.start()
  while (days < 365) await delay(200)
  return {
    url,
    clock,
    async close() {
      await demo.stop()
      await server.close()
      await rm(directory, { recursive: true, force: true })
    },
  }
}
