import { z } from 'zod'
import { planMediaTypes } from '../../domain/portfolio/floor-plan.ts'
import { noPlanImage } from '../../portfolio/floor-plans.ts'
import type { Operation } from '../operation.ts'
import { requireSpace } from '../visible-set-up.ts'
import { entityTag, imageBytes } from './plan-wire.ts'

/** An image that is opened by itself must not do more than one that is shown in a page. */
export const planImagePolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

const content = Object.fromEntries(planMediaTypes.map((type) => [type, { schema: imageBytes }]))

/** `GET /api/spaces/{id}/plan/image`: the bytes of the image, or 304 for who has them. */
export const getPlanImage: Operation<'portfolios' | 'plans'> = async (app, { portfolios, plans }) => {
  app.get(
    '/spaces/:id/plan/image',
    {
      config: { scope: 'read', displays: true },
      schema: {
        operationId: 'getPlanImage',
        summary: 'The image of a floor plan',
        tags: ['Floor plans'],
        params: z.object({ id: z.string() }),
        headers: z.object({ 'if-none-match': z.string().optional() }),
        response: {
          200: { description: 'The image.', content },
          304: z.undefined().describe('It is the one that `If-None-Match` names.'),
        },
      },
    },
    async ({ access, params: { id }, headers }, reply) => {
      const space = requireSpace(await portfolios.current(access.organization), access, id)
      const { image } = await plans.plan(space)
      if (image === null) throw noPlanImage(space)
      if (isNamed(entityTag(image), headers['if-none-match'])) {
        return reply
          .headers(headersFor(entityTag(image)))
          .code(304)
          .send()
      }
      // Read with its bytes: it may have been replaced meanwhile.
      const stored = await plans.image(space)
      if (stored === null) throw noPlanImage(space)
      reply.headers(headersFor(entityTag(stored.image))).type(stored.image.mediaType)
      return reply.send(Buffer.from(stored.bytes))
    },
  )
}

function headersFor(etag: string): Record<string, string> {
  return {
    etag,
    'cache-control': 'private, no-cache',
    'x-content-type-options': 'nosniff',
    'content-security-policy': planImagePolicy,
  }
}

/** Whether `If-None-Match` names an entity tag, by weak comparison (RFC 9110 §13.1.2). */
function isNamed(etag: string, condition: string | undefined): boolean {
  const named = (condition ?? '').split(',').map((each) => each.trim().replace(/^W\//, ''))
  return named.some((each) => each === '*' || each === etag)
}
