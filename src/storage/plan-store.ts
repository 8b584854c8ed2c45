import type { AuditEntry } from '../domain/access/audit.ts'
import type { FloorPlan, PlanArea, StoredPlanImage } from '../domain/portfolio/floor-plan.ts'
import type { OrganizationKey, SpaceKey } from '../domain/portfolio/space.ts'

/** A change to one plan, with its audit entry. What is left out stays as it is. */
export interface PlanChange {
  /** `null` takes the image away. */
  readonly image?: StoredPlanImage | null
  /** All areas of the plan, in order. */
  readonly areas?: readonly PlanArea[]
  readonly audit: AuditEntry
}

/** Floor plans of spaces. Rules about them live in the service; the store only keeps them. */
export interface PlanStore {
  /** The plan of a space, without the bytes of its image; one without image and areas where nothing is kept. */
  plan(organization: OrganizationKey, space: SpaceKey): Promise<FloorPlan>

  /** The image of a plan; `null` for none. */
  image(organization: OrganizationKey, space: SpaceKey): Promise<StoredPlanImage | null>

  /**
   * Shows a plan to `decide` and durably writes what it decides, `null` for nothing; no other change comes between.
   * What it throws leaves everything as it was.
   */
  change(
    organization: OrganizationKey,
    space: SpaceKey,
    decide: (plan: FloorPlan) => PlanChange | null,
  ): Promise<void>

  /** Removes the plans of spaces that are gone, and the areas that stand for them on other plans. */
  removeSpaces(organization: OrganizationKey, spaces: readonly SpaceKey[]): Promise<void>
}
