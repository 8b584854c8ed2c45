import { notFound } from '../domain/errors.ts'
import type { Label, LabelGroup } from '../domain/portfolio/label.ts'
import type { Space, SpaceKey } from '../domain/portfolio/space.ts'
import { describeLabel } from './descriptions.ts'
import { checkName, taken } from './field-rules.ts'
import type { PortfolioDraft } from './portfolio-draft.ts'

/** What to change about the labels of a space: ids to put on and take off, names to create and put on. */
export interface SpaceLabelChange {
  readonly add?: readonly string[] | undefined
  readonly delete?: readonly string[] | undefined
  readonly create?: readonly string[] | undefined
}

/** Creates a label; refuses a name that another one has. */
export function createLabel(draft: PortfolioDraft, name: string): Label {
  const checked = checkName(name)
  if (labelNamed(draft, checked) !== null) throw taken('name', checked)
  return addLabel(draft, checked)
}

/** Renames a label, or moves it into another group (`null` or empty: out of any). */
export function updateLabel(
  draft: PortfolioDraft,
  id: string,
  change: { readonly name?: string | undefined; readonly group?: string | null | undefined },
): Label {
  const before = labelById(draft, id)
  const name = change.name === undefined ? before.name : checkName(change.name)
  if (name !== before.name && labelNamed(draft, name) !== null) throw taken('name', name)
  const group = change.group === undefined ? before.group : groupKey(draft, change.group)
  return putLabel(draft, before, { ...before, name, group })
}

/** Creates a group and puts the labels with the given ids into it. */
export function createLabelGroup(
  draft: PortfolioDraft,
  name: string,
  labelIds: readonly string[] = [],
): LabelGroup {
  const { organization } = draft.author
  const checked = checkGroupName(draft, name)
  const labels = labelIds.map((id) => labelById(draft, id))
  const group = { key: draft.takeKey(), organization, id: draft.randomId('lgr'), name: checked }
  draft.labelGroups.put(group)
  draft.record('label_group.create', group.id, null, { id: group.id, name: checked })
  for (const label of labels) putLabel(draft, label, { ...label, group: group.key })
  return group
}

/** Renames a group. */
export function updateLabelGroup(draft: PortfolioDraft, id: string, name: string): LabelGroup {
  const before = groupById(draft, id)
  const after = { ...before, name: name.trim() === before.name ? before.name : checkGroupName(draft, name) }
  if (after.name === before.name) return before
  draft.labelGroups.put(after)
  draft.record('label_group.update', id, { id, name: before.name }, { id, name: after.name })
  return after
}

/** Removes a label, from every space that it is on too; throws `not_found`. */
export function deleteLabel(draft: PortfolioDraft, id: string): void {
  const label = labelById(draft, id)
  for (const space of label.spaces) takeOff(draft, label.key, space)
  draft.record('label.delete', id, describeLabel(draft, label), null)
  draft.labels.remove(label.key)
}

/** Removes a group; its labels stay, in none. Throws `not_found`. */
export function deleteLabelGroup(draft: PortfolioDraft, id: string): void {
  const group = groupById(draft, id)
  for (const label of [...draft.labels.all()]) {
    if (label.group === group.key) putLabel(draft, label, { ...label, group: null })
  }
  draft.record('label_group.delete', id, { id, name: group.name }, null)
  draft.labelGroups.remove(group.key)
}

/** Changes the labels of a space, all or nothing: an unknown label is refused before anything happens. */
export function changeSpaceLabels(draft: PortfolioDraft, space: Space, change: SpaceLabelChange): void {
  const added = (change.add ?? []).map((id) => labelById(draft, id))
  const dropped = (change.delete ?? []).map((id) => labelById(draft, id))
  const created = (change.create ?? []).map((name) => checkName(name))
  for (const { key } of dropped) takeOff(draft, key, space.key)
  for (const { key } of added) putOn(draft, key, space.key)
  for (const name of created) putOnByName(draft, name, space.key)
}

/** Makes the labels of a space be the named ones, creating those that are missing. */
export function setSpaceLabels(draft: PortfolioDraft, space: SpaceKey, names: readonly string[]): void {
  const wanted = new Set(names.map((name) => checkName(name, 'labels')))
  for (const label of [...draft.labels.all()]) {
    if (!wanted.has(label.name)) takeOff(draft, label.key, space)
  }
  for (const name of wanted) putOnByName(draft, name, space)
}

/** Takes every label off spaces that are being removed. */
export function unlabelSpaces(draft: PortfolioDraft, gone: ReadonlySet<SpaceKey>): void {
  for (const label of [...draft.labels.all()]) {
    const spaces = label.spaces.filter((space) => !gone.has(space))
    if (spaces.length < label.spaces.length) draft.labels.put({ ...label, spaces })
  }
}

function putOnByName(draft: PortfolioDraft, name: string, space: SpaceKey): void {
  const label = labelNamed(draft, name) ?? addLabel(draft, name)
  putOn(draft, label.key, space)
}

function addLabel(draft: PortfolioDraft, name: string): Label {
  const { organization } = draft.author
  const label = {
    key: draft.takeKey(),
    organization,
    id: draft.randomId('lbl'),
    name,
    group: null,
    spaces: [],
  }
  draft.labels.put(label)
  draft.record('label.create', label.id, null, describeLabel(draft, label))
  return label
}

function putOn(draft: PortfolioDraft, key: number, space: SpaceKey): void {
  const label = draft.labels.get(key)
  if (label === null || label.spaces.includes(space)) return
  draft.labels.put({ ...label, spaces: [...label.spaces, space] })
  recordOnSpace(draft, 'space.label', space, null, label)
}

function takeOff(draft: PortfolioDraft, key: number, space: SpaceKey): void {
  const label = draft.labels.get(key)
  if (label?.spaces.includes(space) !== true) return
  draft.labels.put({ ...label, spaces: label.spaces.filter((other) => other !== space) })
  recordOnSpace(draft, 'space.unlabel', space, label, null)
}

function recordOnSpace(
  draft: PortfolioDraft,
  action: string,
  space: SpaceKey,
  off: Label | null,
  on: Label | null,
): void {
  const [before, after] = [off, on].map((label) => (label === null ? null : { label: label.name }))
  draft.record(action, draft.spaces.get(space)?.id ?? '', before ?? null, after ?? null)
}

function putLabel(draft: PortfolioDraft, before: Label, after: Label): Label {
  const [was, is] = [describeLabel(draft, before), describeLabel(draft, after)]
  if (JSON.stringify(was) === JSON.stringify(is)) return before
  draft.labels.put(after)
  draft.record('label.update', after.id, was, is)
  return after
}

function labelById(draft: PortfolioDraft, id: string): Label {
  const label = draft.labels.named(id)
  if (label === null) throw notFound('label', id)
  return label
}

function labelNamed(draft: PortfolioDraft, name: string): Label | null {
  for (const label of draft.labels.all()) if (label.name === name) return label
  return null
}

function groupKey(draft: PortfolioDraft, id: string | null): number | null {
  if (id === null || id === '') return null
  return groupById(draft, id).key
}

function groupById(draft: PortfolioDraft, id: string): LabelGroup {
  const group = draft.labelGroups.named(id)
  if (group === null) throw notFound('label_group', id)
  return group
}

function checkGroupName(draft: PortfolioDraft, name: string): string {
  const checked = checkName(name)
  for (const group of draft.labelGroups.all()) if (group.name === checked) throw taken('name', checked)
  return checked
}
