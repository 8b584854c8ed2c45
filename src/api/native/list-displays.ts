import { z } from 'zod'
import { visibleSpaces } from '../../domain/access/access.ts'
import type { Operation } from '../operation.ts'
import { displayShape, renderDisplay } from './display-wire.ts'

/** `GET /api/displays`: the displays of floors that the caller sees. */
export const listDisplays: Operation<'portfolios'> = async (app, { portfolios }) => {
  app.get(
    '/displays',
    {
      config: { scope: 'admin' },
      schema: {
        operationId: 'listDisplays',
        summary: 'List the displays',
        tags: ['Set-up'],
        response: { 200: z.array(displayShape) },
      },
    },
    async ({ access }) => {
      const portfolio = await portfolios.current(access.organization)
      const visible = new Set(visibleSpaces(portfolio, access).map(({ key }) => key))
      const displays = await portfolios.listDisplays(access.organization)
      return displays
        .filter(({ floor }) => visible.has(floor))
        .map((display) => renderDisplay(portfolio, display))
    },
  )
}
