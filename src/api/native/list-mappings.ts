import { z } from 'zod'
import type { Operation } from '../operation.ts'

/** `GET /api/mappings`: the kinds of devices whose words are understood. */
export const listMappings: Operation<'devices'> = async (app, { devices }) => {
  app.get(
    '/mappings',
    {
      config: { scope: 'ingest' },
      schema: {
        operationId: 'listMappings',
        summary: 'Devices that are understood',
        tags: ['Readings'],
        response: { 200: z.object({ data: z.array(z.object({ id: z.string(), name: z.string() })) }) },
      },
    },
    async () => ({ data: devices.library.list().map(({ id, name }) => ({ id, name })) }),
  )
}
