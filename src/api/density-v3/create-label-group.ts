import { z } from 'zod'
import { requireOwnLabel } from '../label-sight.ts'
import type { Operation } from '../operation.ts'
import { nameText } from '../wire.ts'
import { labelGroupPaths } from './label-group-paths.ts'
import { labelReferences } from './label-ids.ts'
import { labelGroupShape, renderGroup } from './label-wire.ts'

const body = z.object({
  name: nameText,
  labels: labelReferences.describe(
    'Labels to put into it, out of any other group: as read before, or their ids.',
  ),
})

/** `POST /v3/label-groups`: a new group, with labels in it if wanted (density-v3.md §8). */
export const createLabelGroup: Operation<'analytics' | 'portfolios' | 'clock'> = async (app, services) => {
  const { portfolios } = services
  for (const [path, spelling] of labelGroupPaths) {
    app.post(
      path,
      {
        config: { scope: 'write' },
        schema: {
          operationId: `createLabelGroup${spelling}`,
          summary: 'Create a label group',
          tags: ['Labels'],
          body,
          response: { 200: labelGroupShape },
        },
      },
      async ({ access, body: { name, labels } }) => {
        const portfolio = await portfolios.current(access.organization)
        for (const id of labels) requireOwnLabel(portfolio, access, id)
        return renderGroup(services, access, await portfolios.createLabelGroup(access, name, labels))
      },
    )
  }
}
