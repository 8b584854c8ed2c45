import type { Operation } from '../operation.ts'
import { correctionBody, correctionShape, readCorrection, renderCorrection } from './correction-wire.ts'

/** `POST /api/corrections`: corrects what readings are folded to (native.md §7). */
export const createCorrection: Operation<'portfolios' | 'clock'> = async (app, { portfolios, clock }) => {
  app.post(
    '/corrections',
    {
      config: { scope: 'ingest' },
      schema: {
        operationId: 'createCorrection',
        summary: 'Correct a count',
        description:
          'In history and live, without changing a reading: `DELETE` restores every figure. `reset`: a space with ' +
          'doorways held so many at an instant. `offset`: a space that sensors look at holds so many more or fewer ' +
          'than they count, never below 0; unknown stays unknown. `ignore`: a sensor is taken for offline. ' +
          '`ceiling`: the highest count that a sensor can tell.',
        tags: ['Corrections'],
        body: correctionBody,
        response: { 201: correctionShape },
      },
    },
    async ({ access, body }, reply) => {
      const before = await portfolios.current(access.organization)
      const correction = await portfolios.createCorrection(
        access,
        readCorrection(body, before, access, clock()),
      )
      reply.code(201)
      return renderCorrection(await portfolios.current(access.organization), access, correction)
    },
  )
}
