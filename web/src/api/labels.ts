import { get, send } from './server.ts'

/** A label with the group it is in and the spaces it is on. */
export interface Label {
  readonly id: string
  readonly name: string
  readonly group: { readonly id: string; readonly name: string } | null
  readonly spaces: readonly { readonly id: string; readonly name: string }[]
}

export interface LabelGroup {
  readonly id: string
  readonly name: string
}

export const labels = (signal?: AbortSignal) => get<readonly Label[]>('/v3/labels', undefined, signal)
export const createLabel = (name: string) => send<Label>('POST', '/v3/labels', { name })
/** A `group` of `null` takes it out of its group. */
export const changeLabel = (
  id: string,
  changes: { readonly name?: string; readonly group?: string | null },
) => send<Label>('PATCH', `/v3/labels/${encodeURIComponent(id)}`, changes)
export const deleteLabel = (id: string) => send('DELETE', `/api/labels/${encodeURIComponent(id)}`)

export const labelGroups = (signal?: AbortSignal) =>
  get<readonly LabelGroup[]>('/v3/label-groups', undefined, signal)
export const createLabelGroup = (name: string) => send<LabelGroup>('POST', '/v3/label-groups', { name })
export const renameLabelGroup = (id: string, name: string) =>
  send<LabelGroup>('PATCH', `/v3/label-groups/${encodeURIComponent(id)}`, { name })
export const deleteLabelGroup = (id: string) => send('DELETE', `/api/label-groups/${encodeURIComponent(id)}`)

/** Puts labels on a space and takes others off, by their ids. */
export const changeSpaceLabels = (
  spaceId: string,
  changes: { readonly add: readonly string[]; readonly delete: readonly string[] },
) => send('POST', `/v3/spaces/${encodeURIComponent(spaceId)}/labels`, changes)
