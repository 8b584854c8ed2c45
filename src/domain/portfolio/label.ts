import type { OrganizationKey, SpaceKey } from './space.ts'

/** A name that can be put on any number of spaces. */
export interface Label {
  readonly key: number
  readonly organization: OrganizationKey
  /** `lbl_…`, unique in its organization. */
  readonly id: string
  readonly name: string
  /** Key of the label group it belongs to. */
  readonly group: number | null
  readonly spaces: readonly SpaceKey[]
}

/** A named group of labels. */
export interface LabelGroup {
  readonly key: number
  readonly organization: OrganizationKey
  /** `lgr_…`, unique in its organization. */
  readonly id: string
  readonly name: string
}
