import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pino } from 'pino'
import { openMemoryStore } from '../storage/memory/memory-store.ts'
import { assembleServer } from './compose.ts'
import { readConfig } from './read-config.ts'

const documents = {
  'headcount.json': '/api/openapi.json',
  'density-v3.json': '/v3/openapi.json',
  'density-v2.json': '/v2/density/openapi.json',
  'occuspace-v2.json': '/v2/openapi.json',
  'occuspace-v1.json': '/v1/openapi.json',
  'public-live.json': '/live/openapi.json',
  'public-compare.json': '/compare/openapi.json',
}

/** Writes the OpenAPI document of every surface into a directory, as it is served. */
export async function writeOpenApi(directory: string): Promise<void> {
  const { app, close } = await assembleServer({
    store: openMemoryStore(),
    config: readConfig({}, {}),
    logger: pino({ level: 'silent' }),
    clock: Date.now,
  })
  await mkdir(directory, { recursive: true })
  for (const [file, url] of Object.entries(documents)) {
    const document = (await app.inject(url)).json()
    await writeFile(join(directory, file), `${JSON.stringify(document, null, 2)}\n`)
  }
  await close()
}
