import { z } from 'zod'
import type { Access } from '../../domain/access/access.ts'
import { notFound } from '../../domain/errors.ts'
import type { Portfolio } from '../../domain/portfolio/portfolio.ts'
import { MappingFailure } from '../../mappings/expression.ts'
import type { Mapped } from '../../mappings/mapping-library.ts'
import type { Operation } from '../operation.ts'
import { seesSensor } from '../visible-set-up.ts'
import { decodeBody } from './decoded-body.ts'

/** The types of reading that tell of passing a doorway; the others tell how many there are. */
const ofDoorways: ReadonlySet<unknown> = new Set(['crossing', 'flow', 'counter'])

const namedSensor = z.object({
  serial_number: z.string(),
  is_set_up: z.boolean().describe('Whether the token sees a sensor of that serial number.'),
  sensor_type: z.enum(['entry', 'oa']).describe('What it is by its readings.'),
})

const answer = z.object({
  mapping: z
    .string()
    .nullable()
    .describe('The mapping that reads it; null when none does, or it is about nobody.'),
  name: z.string().nullable().describe('What that mapping is for.'),
  readings: z.array(z.looseObject({})).describe('What it becomes, as `POST /api/readings` takes it.'),
  sensors: z.array(namedSensor).describe('Of whom the readings are.'),
  reason: z.string().nullable().describe('Why no reading can be made of it.'),
})

/** `POST /api/ingest/{mapping}/preview`: what a device's message would become. Nothing is kept. */
export const previewDeviceMessage: Operation<'devices' | 'portfolios'> = async (app, services) => {
  const { devices, portfolios } = services
  app.post(
    '/ingest/:mapping/preview',
    {
      config: { scope: 'ingest' },
      schema: {
        operationId: 'previewDeviceMessage',
        summary: 'See what a message would become',
        description: 'Reads a message as `POST /api/ingest/{mapping}` does, and keeps nothing of it.',
        tags: ['Readings'],
        params: z.object({ mapping: z.string().describe('Id of a mapping, or `auto`.') }),
        querystring: z.object({
          device: z.string().min(1).max(200).optional(),
          topic: z.string().min(1).max(1_000).optional().describe('As if it came from an MQTT broker.'),
        }),
        body: z.union([z.looseObject({}), z.array(z.unknown())]),
        response: { 200: answer },
      },
      preParsing: async (request, _reply, payload) => decodeBody(request, payload),
    },
    async ({ access, params: { mapping }, query: { device, topic }, body }) => {
      if (mapping !== 'auto' && !devices.library.has(mapping)) throw notFound('mapping', mapping)
      const message = {
        payload: body,
        topic: topic ?? null,
        device: device ?? null,
        receivedAt: devices.now(),
      }
      try {
        const mapped = await devices.library.read(message, mapping)
        const portfolio = await portfolios.current(access.organization)
        const name = devices.library.list().find(({ id }) => id === mapped.mapping)?.name ?? null
        return {
          mapping: mapped.mapping,
          name,
          readings: [...mapped.readings],
          sensors: sensorsOf(mapped, portfolio, access),
          reason: null,
        }
      } catch (error) {
        if (!(error instanceof MappingFailure)) throw error
        return { mapping: null, name: null, readings: [], sensors: [], reason: error.message }
      }
    },
  )
}

function sensorsOf(
  { readings }: Mapped,
  portfolio: Portfolio,
  access: Access,
): z.infer<typeof namedSensor>[] {
  const types = new Map<string, 'entry' | 'oa'>()
  for (const { sensor, type } of readings) {
    if (typeof sensor !== 'string') continue
    if (!types.has(sensor) || ofDoorways.has(type)) types.set(sensor, ofDoorways.has(type) ? 'entry' : 'oa')
  }
  return [...types].map(([serial, type]) => {
    const known = portfolio.sensorBySerial(serial)
    const isSetUp = known !== null && seesSensor(portfolio, access, known)
    return { serial_number: serial, is_set_up: isSetUp, sensor_type: type }
  })
}
