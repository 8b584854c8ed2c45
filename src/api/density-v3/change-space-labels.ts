import { z } from 'zod'
import { requireLabel } from '../label-sight.ts'
import type { Operation } from '../operation.ts'
import { requireSpace } from '../visible-set-up.ts'
import { nameText } from '../wire.ts'
import { labelIds } from './label-ids.ts'
import { labelShape, renderLabels } from './label-wire.ts'

const body = z.object({
  add: labelIds.describe('Ids of labels to put on.'),
  delete: labelIds.describe('Ids of labels to take off.'),
  create: z
    .array(nameText, { error: 'must be a list of names' })
    .max(1_000, { error: 'must have at most 1,000 names' })
    .nullish()
    .transform((names) => names ?? [])
    .describe('Names of labels to put on; those that no label has are created.'),
})

const methods = [
  ['PUT', 'putSpaceLabels'],
  ['POST', 'changeSpaceLabels'],
] as const

/**
 * `PUT` and `POST /v3/spaces/{id}/labels`: puts labels on a space and takes others off, all or nothing, and answers
 * those that it has then (density-v3.md §8, §10).
 */
export const changeSpaceLabels: Operation<'analytics' | 'portfolios' | 'clock'> = async (app, services) => {
  const { portfolios } = services
  for (const [method, operationId] of methods) {
    app.route({
      method,
      url: '/spaces/:id/labels',
      config: { scope: 'write' },
      schema: {
        operationId,
        summary: 'Change the labels of a space',
        description: 'All of it happens or nothing.',
        tags: ['Spaces'],
        params: z.object({ id: z.string() }),
        body,
        response: { 200: z.array(labelShape) },
      },
      handler: async ({ access, params: { id }, body }) => {
        const portfolio = await portfolios.current(access.organization)
        requireSpace(portfolio, access, id)
        for (const label of [...body.add, ...body.delete]) requireLabel(portfolio, access, label)
        return renderLabels(services, access, await portfolios.changeSpaceLabels(access, id, body))
      },
    })
  }
}
