import { z } from 'zod'
import type { Operation } from '../operation.ts'
import {
  deadLetterKey,
  deviceResultShape,
  renderDeviceResult,
  requireWholeOrganization,
} from './dead-letter-wire.ts'

/** `POST /api/dead-letters/{id}/replay`: tries it once more; it is gone when all of it was taken. */
export const replayDeadLetter: Operation<'devices'> = async (app, { devices }) => {
  app.post(
    '/dead-letters/:id/replay',
    {
      config: { scope: 'admin' },
      schema: {
        operationId: 'replayDeadLetter',
        summary: 'Try once more what could not be taken',
        tags: ['Readings'],
        params: z.object({ id: z.string() }),
        response: { 200: deviceResultShape },
      },
    },
    async ({ access, params: { id } }) => {
      requireWholeOrganization(access)
      return renderDeviceResult(await devices.replay(access, deadLetterKey(id)))
    },
  )
}
