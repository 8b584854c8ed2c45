import type { PlanArea } from '../../../api/plans.ts'

/** All areas of a plan as they are drawn so far, corners as fractions of the plan. */
export type Draft = readonly PlanArea[]

/** A draft in which an area replaces the one of the same space, or comes after the others. */
export function withArea(draft: Draft, area: PlanArea): Draft {
  const index = draft.findIndex(({ space_id }) => space_id === area.space_id)
  return index === -1 ? [...draft, area] : draft.with(index, area)
}

export function withoutArea(draft: Draft, space: string): Draft {
  return draft.filter(({ space_id }) => space_id !== space)
}

export function areaIn(draft: Draft, space: string): PlanArea | null {
  return draft.find(({ space_id }) => space_id === space) ?? null
}

/** Drafts that somebody went away from without saving, by floor, for as long as the page is open. */
export const unsavedDrafts = new Map<string, Draft>()
