import { z } from 'zod'
import { notFound } from '../../domain/errors.ts'
import type { Operation } from '../operation.ts'
import { deviceResultShape, renderDeviceResult } from './dead-letter-wire.ts'
import { decodeBody } from './decoded-body.ts'

/** `POST /api/ingest/{mapping}`: takes what a device or its network sends as it is; answers once it is durable. */
export const postDeviceMessage: Operation<'devices'> = async (app, { devices }) => {
  app.post(
    '/ingest/:mapping',
    {
      config: { scope: 'ingest', takesBasic: true },
      schema: {
        operationId: 'postDeviceMessage',
        summary: 'Send what a device says',
        description:
          'Takes the JSON that a device or its network sends, as it is. The mapping in the address turns it into ' +
          'readings; `auto` takes the one that fits. What cannot be taken is kept as a dead letter, to be tried once ' +
          'more when its sensor or mapping is there. Where no `Authorization: Bearer` can be set, use basic ' +
          'authentication with any name and the token as its password.',
        tags: ['Readings'],
        params: z.object({ mapping: z.string().describe('Id of a mapping, or `auto`.') }),
        querystring: z.object({
          device: z
            .string()
            .min(1)
            .max(200)
            .optional()
            .describe('Serial number, where the message names none.'),
          event: z
            .string()
            .max(100)
            .optional()
            .describe('What ChirpStack says beside it: only `up` is read.'),
        }),
        body: z.union([z.looseObject({}), z.array(z.unknown())]),
        response: { 200: deviceResultShape },
      },
      preParsing: async (request, _reply, payload) => decodeBody(request, payload),
    },
    async ({ access, params: { mapping }, query: { device, event }, body }) => {
      if (mapping !== 'auto' && !devices.library.has(mapping)) throw notFound('mapping', mapping)
      if (event !== undefined && event !== 'up') return renderDeviceResult(devices.ignore(access))
      const message = { payload: body, topic: null, device: device ?? null, receivedAt: devices.now() }
      return renderDeviceResult(await devices.take(access, mapping, message))
    },
  )
}
