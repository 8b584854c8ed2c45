import { z } from 'zod'
import type { Access } from '../../domain/access/access.ts'
import type { Label } from '../../domain/portfolio/label.ts'
import type { Space } from '../../domain/portfolio/space.ts'
import type { Services } from '../services.ts'
import { renderSpace, spaceShape } from '../space-wire.ts'
import { components } from './components.ts'
import { renderSpaceLabels, spaceLabelShape } from './label-wire.ts'

/** A space in this surface's document: its labels are whole (density-v3.md §8). */
export const space = spaceShape
  .extend({ labels: z.array(spaceLabelShape) })
  .register(components, { id: 'Space' })

/** What writes some spaces as a caller sees them now. */
export async function openSpaceWriter(
  services: Pick<Services, 'analytics' | 'portfolios' | 'clock'>,
  access: Access,
  spaces: readonly Space[],
): Promise<(each: Space) => z.infer<typeof space>> {
  const portfolio = await services.portfolios.current(access.organization)
  const labels = new Map<string, Label>()
  for (const { key } of spaces) for (const label of portfolio.labelsOf(key)) labels.set(label.id, label)
  const written = await renderSpaceLabels(services, access, [...labels.values()])
  return (each) => ({
    ...renderSpace(portfolio, each),
    labels: portfolio.labelsOf(each.key).flatMap(({ id }) => written.get(id) ?? []),
  })
}
