import { z } from 'zod'
import { visibleLabels } from '../label-sight.ts'
import type { Operation } from '../operation.ts'
import { labelShape, renderLabels } from './label-wire.ts'

/** `GET /v3/labels`: every label, with its spaces (density-v3.md §8). */
export const listLabels: Operation<'analytics' | 'portfolios' | 'clock'> = async (app, services) => {
  app.get(
    '/labels',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'listLabels',
        summary: 'All labels',
        tags: ['Labels'],
        response: { 200: z.array(labelShape) },
      },
    },
    async ({ access }) => {
      const portfolio = await services.portfolios.current(access.organization)
      return renderLabels(services, access, visibleLabels(portfolio, access))
    },
  )
}
