import { z } from 'zod'
import type { Operation } from '../operation.ts'
import { nameText } from '../wire.ts'
import { labelShape, renderLabel } from './label-wire.ts'

/** `POST /v3/labels`: a new label, on no space yet (density-v3.md §8). */
export const createLabel: Operation<'analytics' | 'portfolios' | 'clock'> = async (app, services) => {
  app.post(
    '/labels',
    {
      config: { scope: 'write' },
      schema: {
        operationId: 'createLabel',
        summary: 'Create a label',
        tags: ['Labels'],
        body: z.object({ name: nameText }),
        response: { 200: labelShape },
      },
    },
    async ({ access, body }) =>
      renderLabel(services, access, await services.portfolios.createLabel(access, body.name)),
  )
}
