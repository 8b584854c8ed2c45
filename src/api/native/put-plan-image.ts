import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { isPlanMediaType, type PlanMediaType, planMediaTypes } from '../../domain/portfolio/floor-plan.ts'
import type { Operation } from '../operation.ts'
import { PLAN_IMAGE_LIMIT_BYTES, readPlanImage } from '../plan-image.ts'
import { SvgCleaner } from '../svg/clean-svg.ts'
import { requireSpace } from '../visible-set-up.ts'
import { imageBytes, planShape, renderPlan } from './plan-wire.ts'
import { refusal } from './refusal.ts'

/** `PUT /api/spaces/{id}/plan/image`: the body is the image itself. */
export const putPlanImage: Operation<'portfolios' | 'plans'> = async (app, { portfolios, plans }) => {
  const cleaner = new SvgCleaner()
  app.removeAllContentTypeParsers()
  app.addContentTypeParser([...planMediaTypes], { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  )
  app.put(
    '/spaces/:id/plan/image',
    {
      bodyLimit: PLAN_IMAGE_LIMIT_BYTES,
      config: { scope: 'admin' },
      schema: {
        operationId: 'putPlanImage',
        summary: 'Set the image of a floor plan',
        description:
          'The body is the image: PNG, JPEG or SVG, at most 5 MiB and 10,000 pixels a side. Of an SVG is kept what ' +
          'draws: scripts, event handlers, animations and all that is loaded from elsewhere go. Areas stay.',
        tags: ['Floor plans'],
        consumes: [...planMediaTypes],
        params: z.object({ id: z.string() }),
        body: imageBytes,
        response: { 200: planShape },
      },
      preParsing: async (request, _reply, payload) => {
        mediaTypeOf(request)
        return payload
      },
    },
    async (request) => {
      const { access, params, body: bytes } = request
      const portfolio = await portfolios.current(access.organization)
      const space = requireSpace(portfolio, access, params.id)
      if (!Buffer.isBuffer(bytes)) throw refusal(415, 'NO_PLAN_IMAGE')
      await plans.putImage(access, space, await readPlanImage(mediaTypeOf(request), bytes, cleaner))
      return renderPlan(portfolio, access, space, await plans.plan(space))
    },
  )
}

/** The media type of a body, which must be one that a plan's image may have. */
function mediaTypeOf({ headers }: FastifyRequest): PlanMediaType {
  const type = headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  if (isPlanMediaType(type)) return type
  throw refusal(415, 'NO_PLAN_IMAGE')
}
