import { z } from 'zod'
import type { Display } from '../../domain/portfolio/display.ts'
import type { Portfolio } from '../../domain/portfolio/portfolio.ts'
import { formatInstant, instantText } from '../wire.ts'
import { components } from './components.ts'

/** A wayfinding display. */
export const displayShape = z
  .object({
    id: z.string().meta({ example: 'dsp_4fGhT0aQz81LwXyB2c' }),
    name: z.string(),
    floor_id: z.string(),
    created_at: instantText,
  })
  .register(components, { id: 'Display' })

/** A display as the wire has it. */
export function renderDisplay(portfolio: Portfolio, display: Display): z.infer<typeof displayShape> {
  return {
    id: display.id,
    name: display.name,
    floor_id: portfolio.space(display.floor)?.id ?? '',
    created_at: formatInstant(display.createdAt),
  }
}

/** A display with where its floor is. */
export const shownDisplayShape = displayShape
  .extend({
    above: z
      .array(z.string())
      .describe('Names of what the floor is in, from the top down: whoever stands at the screen is there.'),
  })
  .register(components, { id: 'ShownDisplay' })

/** A display with where its floor is, as the wire has it. */
export function renderShownDisplay(
  portfolio: Portfolio,
  display: Display,
): z.infer<typeof shownDisplayShape> {
  const above = portfolio
    .ancestors(display.floor)
    .map(({ name }) => name)
    .toReversed()
  return { ...renderDisplay(portfolio, display), above }
}
