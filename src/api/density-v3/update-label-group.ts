import { z } from 'zod'
import { requireOwnGroup } from '../label-sight.ts'
import type { Operation } from '../operation.ts'
import { nameText } from '../wire.ts'
import { labelGroupPaths } from './label-group-paths.ts'
import { labelGroupShape, renderGroup } from './label-wire.ts'

const methods = [
  ['PUT', 'putLabelGroup'],
  ['PATCH', 'updateLabelGroup'],
] as const

/** Every method at every spelling of the path. */
const routes = labelGroupPaths.flatMap(([path, spelling]) =>
  methods.map(([method, name]) => ({ url: `${path}/:id`, method, operationId: `${name}${spelling}` })),
)

/** `PUT` and `PATCH /v3/label-groups/{id}`: renames a group (density-v3.md §8). */
export const updateLabelGroup: Operation<'analytics' | 'portfolios' | 'clock'> = async (app, services) => {
  const { portfolios } = services
  for (const { url, method, operationId } of routes) {
    app.route({
      method,
      url,
      config: { scope: 'write' },
      schema: {
        operationId,
        summary: 'Rename a label group',
        tags: ['Labels'],
        params: z.object({ id: z.string() }),
        body: z.object({ name: nameText }),
        response: { 200: labelGroupShape },
      },
      handler: async ({ access, params: { id }, body: { name } }) => {
        requireOwnGroup(await portfolios.current(access.organization), access, id)
        return renderGroup(services, access, await portfolios.updateLabelGroup(access, id, name))
      },
    })
  }
}
