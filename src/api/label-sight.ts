import { type Access, canSee } from '../domain/access/access.ts'
import { DomainError, notFound } from '../domain/errors.ts'
import type { Label, LabelGroup } from '../domain/portfolio/label.ts'
import type { Portfolio } from '../domain/portfolio/portfolio.ts'
import type { Space } from '../domain/portfolio/space.ts'

/**
 * The labels a caller sees: all; for one limited to some spaces, those on a space that it sees and those on no
 * space at all (density-v3.md §10).
 */
export function visibleLabels(portfolio: Portfolio, access: Access): readonly Label[] {
  return portfolio.labels.filter((label) => seesLabel(portfolio, access, label))
}

/** The groups a caller sees: all; for one limited to some spaces, those with a label that it sees, and empty ones. */
export function visibleGroups(portfolio: Portfolio, access: Access): readonly LabelGroup[] {
  return portfolio.labelGroups.filter((group) => seesGroup(portfolio, access, group))
}

/** The spaces with a label that the caller sees. */
export function spacesWith(portfolio: Portfolio, access: Access, label: Label): readonly Space[] {
  return label.spaces.flatMap((key) => {
    const space = portfolio.space(key)
    return space !== null && canSee(portfolio, access, space) ? [space] : []
  })
}

/** The label with an id; throws `not_found` for one that is unknown or not visible to the caller. */
export function requireLabel(portfolio: Portfolio, access: Access, id: string): Label {
  const label = portfolio.labels.find((candidate) => candidate.id === id)
  if (label === undefined || !seesLabel(portfolio, access, label)) throw notFound('label', id)
  return label
}

/** The group with an id; throws `not_found` for one that is unknown or not visible to the caller. */
export function requireGroup(portfolio: Portfolio, access: Access, id: string): LabelGroup {
  const group = portfolio.labelGroups.find((candidate) => candidate.id === id)
  if (group === undefined || !seesGroup(portfolio, access, group)) throw notFound('label_group', id)
  return group
}

/** {@link requireLabel}, and throws `forbidden` while the label is also on spaces that the caller does not see. */
export function requireOwnLabel(portfolio: Portfolio, access: Access, id: string): Label {
  const label = requireLabel(portfolio, access, id)
  if (spacesWith(portfolio, access, label).length < label.spaces.length) throw notAllYours('Label', id)
  return label
}

/** {@link requireGroup}, and throws `forbidden` while labels in it are on spaces that the caller does not see. */
export function requireOwnGroup(portfolio: Portfolio, access: Access, id: string): LabelGroup {
  const group = requireGroup(portfolio, access, id)
  const isAllSeen = labelsIn(portfolio, group).every(
    (label) => spacesWith(portfolio, access, label).length === label.spaces.length,
  )
  if (!isAllSeen) throw notAllYours('Label group', id)
  return group
}

/** The labels in a group, in the order they were made. */
export function labelsIn(portfolio: Portfolio, group: LabelGroup): readonly Label[] {
  return portfolio.labels.filter((label) => label.group === group.key)
}

function seesLabel(portfolio: Portfolio, access: Access, label: Label): boolean {
  return label.spaces.length === 0 || spacesWith(portfolio, access, label).length > 0
}

function seesGroup(portfolio: Portfolio, access: Access, group: LabelGroup): boolean {
  const labels = labelsIn(portfolio, group)
  return labels.length === 0 || labels.some((label) => seesLabel(portfolio, access, label))
}

function notAllYours(what: string, id: string): DomainError {
  return new DomainError(
    'forbidden',
    'shared_label',
    `${what} ${id} is also on spaces that this token is not for: change it with one that sees them.`,
  )
}
