import { z } from 'zod'
import type { Access } from '../../domain/access/access.ts'
import type { Label, LabelGroup } from '../../domain/portfolio/label.ts'
import type { Portfolio } from '../../domain/portfolio/portfolio.ts'
import { spacesWith, visibleLabels } from '../label-sight.ts'
import type { Services } from '../services.ts'
import { components } from './components.ts'

const labelSummary = z
  .object({ id: z.string(), name: z.string() })
  .register(components, { id: 'LabelSummary' })

const labelGroupSummary = z
  .object({ id: z.string(), name: z.string(), labels: z.array(labelSummary).describe('The labels in it.') })
  .register(components, { id: 'LabelGroupSummary' })

const labelSpace = z
  .object({
    id: z.string(),
    name: z.string(),
    current_count: z.int().min(0).nullable().describe('People there now; null while unknown.'),
  })
  .register(components, { id: 'LabelSpace' })

/** A label with the group it is in and the spaces it is on (density-v3.md §8). */
export const labelShape = z
  .object({
    id: z.string().meta({ example: 'lbl_4fGhT0aQz81LwXyB2c' }),
    name: z.string(),
    group: labelGroupSummary.nullable(),
    spaces: z.array(labelSpace),
  })
  .register(components, { id: 'Label' })

/** A label group with its labels, one level deep (density-v3.md §8). */
export const labelGroupShape = z
  .object({
    id: z.string().meta({ example: 'lgr_4fGhT0aQz81LwXyB2c' }),
    name: z.string(),
    labels: z.array(labelShape),
  })
  .register(components, { id: 'LabelGroup' })

export type LabelWire = z.infer<typeof labelShape>
export type LabelGroupWire = z.infer<typeof labelGroupShape>

/** A label inside a space; one that is on many spaces does not list them. */
export const spaceLabelShape = labelShape.partial({ spaces: true }).register(components, { id: 'SpaceLabel' })

/** Spaces of a label that are listed inside a space. */
const MAX_LISTED_SPACES = 100

type Needs = Pick<Services, 'analytics' | 'portfolios' | 'clock'>

/** Labels as a caller sees them now: with those of their spaces that it sees, and how many people are there. */
export async function renderLabels(
  services: Needs,
  access: Access,
  labels: readonly Label[],
): Promise<LabelWire[]> {
  const { write } = await openWriter(services, access, () => labels)
  return labels.map(write)
}

/** Groups as a caller sees them now, with those of their labels that it sees. */
export async function renderGroups(
  services: Needs,
  access: Access,
  groups: readonly LabelGroup[],
): Promise<LabelGroupWire[]> {
  const grouped = (portfolio: Portfolio) =>
    visibleLabels(portfolio, access).filter((label) => label.group !== null)
  const { portfolio, write } = await openWriter(services, access, grouped)
  const seen = grouped(portfolio)
  return groups.map(({ key, id, name }) => {
    const labels = seen.filter((label) => label.group === key)
    return { id, name, labels: labels.map(write) }
  })
}

/** The labels of some spaces as a caller sees them now, by label, as they stand inside each of those spaces. */
export async function renderSpaceLabels(
  services: Needs,
  access: Access,
  labels: readonly Label[],
): Promise<ReadonlyMap<string, z.infer<typeof spaceLabelShape>>> {
  const isListed = (portfolio: Portfolio, label: Label) =>
    spacesWith(portfolio, access, label).length <= MAX_LISTED_SPACES
  const { portfolio, write } = await openWriter(services, access, (current) =>
    labels.filter((label) => isListed(current, label)),
  )
  return new Map(
    labels.map((label) => {
      const whole = write(label)
      const { spaces: _, ...short } = whole
      return [label.id, isListed(portfolio, label) ? whole : short]
    }),
  )
}

/** {@link renderLabels} for one. */
export async function renderLabel(services: Needs, access: Access, label: Label): Promise<LabelWire> {
  const { write } = await openWriter(services, access, () => [label])
  return write(label)
}

/** {@link renderGroups} for one. */
export async function renderGroup(
  services: Needs,
  access: Access,
  group: LabelGroup,
): Promise<LabelGroupWire> {
  const labelsOf = (portfolio: Portfolio) =>
    visibleLabels(portfolio, access).filter((label) => label.group === group.key)
  const { portfolio, write } = await openWriter(services, access, labelsOf)
  return { id: group.id, name: group.name, labels: labelsOf(portfolio).map(write) }
}

/** The group that a label is in, with the labels of it that the caller sees. */
function groupOf(portfolio: Portfolio, access: Access, label: Label): LabelWire['group'] {
  const group = portfolio.labelGroups.find(({ key }) => key === label.group)
  if (group === undefined) return null
  const labels = visibleLabels(portfolio, access).filter((each) => each.group === group.key)
  return { id: group.id, name: group.name, labels: labels.map(({ id, name }) => ({ id, name })) }
}

/** Counts the spaces of some labels once, for all that is then written about these. */
async function openWriter(
  { analytics, portfolios, clock }: Needs,
  access: Access,
  choose: (portfolio: Portfolio) => readonly Label[],
): Promise<{ readonly portfolio: Portfolio; readonly write: (label: Label) => LabelWire }> {
  const portfolio = await portfolios.current(access.organization)
  const spaces = choose(portfolio).flatMap((label) => spacesWith(portfolio, access, label))
  const counts = await analytics.countsNow(portfolio, spaces, clock())
  const write = (label: Label): LabelWire => {
    return {
      id: label.id,
      name: label.name,
      group: groupOf(portfolio, access, label),
      spaces: spacesWith(portfolio, access, label).map(({ key, id, name }) => ({
        id,
        name,
        current_count: counts.get(key) ?? null,
      })),
    }
  }
  return { portfolio, write }
}
