import { z } from 'zod'
import { requireGroup, requireOwnLabel } from '../label-sight.ts'
import type { Operation } from '../operation.ts'
import { nameText } from '../wire.ts'
import { labelShape, renderLabel } from './label-wire.ts'

const body = z.object({
  name: nameText.optional(),
  group: z
    .string({ error: 'must be the id of a label group, or null' })
    .nullish()
    .describe('Id of a label group; null or empty takes the label out of its group.'),
})

const methods = [
  ['PUT', 'putLabel'],
  ['PATCH', 'updateLabel'],
] as const

/** `PUT` and `PATCH /v3/labels/{id}`: renames a label, or moves it to another group (density-v3.md §8). */
export const updateLabel: Operation<'analytics' | 'portfolios' | 'clock'> = async (app, services) => {
  const { portfolios } = services
  for (const [method, operationId] of methods) {
    app.route({
      method,
      url: '/labels/:id',
      config: { scope: 'write' },
      schema: {
        operationId,
        summary: 'Change a label',
        description: 'Only what the body names.',
        tags: ['Labels'],
        params: z.object({ id: z.string() }),
        body,
        response: { 200: labelShape },
      },
      handler: async ({ access, params: { id }, body }) => {
        const portfolio = await portfolios.current(access.organization)
        requireOwnLabel(portfolio, access, id)
        if (body.group) requireGroup(portfolio, access, body.group)
        return renderLabel(services, access, await portfolios.updateLabel(access, id, body))
      },
    })
  }
}
