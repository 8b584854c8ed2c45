import { z } from 'zod'
import { notFound } from '../../domain/errors.ts'
import type { Operation } from '../operation.ts'
import { requireDisplay } from '../visible-set-up.ts'
import { renderShownDisplay, shownDisplayShape } from './display-wire.ts'

/** `GET /api/displays/{id}`: what a screen says about itself. The token of a display reads its own one only. */
export const getDisplay: Operation<'portfolios'> = async (app, { portfolios }) => {
  app.get(
    '/displays/:id',
    {
      config: { scope: 'read', displays: true },
      schema: {
        operationId: 'getDisplay',
        summary: 'Read a display',
        description: 'With where its floor is. The token of a display reads its own one.',
        tags: ['Set-up'],
        params: z.object({ id: z.string() }),
        response: { 200: shownDisplayShape },
      },
    },
    async ({ access, params: { id } }) => {
      const portfolio = await portfolios.current(access.organization)
      if (access.display !== undefined && access.display !== id) throw notFound('display', id)
      const displays = await portfolios.listDisplays(access.organization)
      return renderShownDisplay(portfolio, requireDisplay(portfolio, access, displays, id))
    },
  )
}
