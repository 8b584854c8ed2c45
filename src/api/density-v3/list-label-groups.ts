import { z } from 'zod'
import { visibleGroups } from '../label-sight.ts'
import type { Operation } from '../operation.ts'
import { labelGroupPaths } from './label-group-paths.ts'
import { labelGroupShape, renderGroups } from './label-wire.ts'

/** `GET /v3/label-groups`: every label group, with its labels (density-v3.md §8). */
export const listLabelGroups: Operation<'analytics' | 'portfolios' | 'clock'> = async (app, services) => {
  for (const [path, spelling] of labelGroupPaths) {
    app.get(
      path,
      {
        config: { scope: 'read' },
        schema: {
          operationId: `listLabelGroups${spelling}`,
          summary: 'All label groups',
          tags: ['Labels'],
          response: { 200: z.array(labelGroupShape) },
        },
      },
      async ({ access }) => {
        const portfolio = await services.portfolios.current(access.organization)
        return renderGroups(services, access, visibleGroups(portfolio, access))
      },
    )
  }
}
