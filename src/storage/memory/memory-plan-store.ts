import type { FloorPlan, StoredPlanImage } from '../../domain/portfolio/floor-plan.ts'
import type { OrganizationKey, SpaceKey } from '../../domain/portfolio/space.ts'
import type { PlanChange, PlanStore } from '../plan-store.ts'
import type { MemoryAudit } from './memory-audit.ts'

interface KeptPlan {
  readonly organization: OrganizationKey
  readonly plan: FloorPlan
  readonly bytes: Uint8Array | null
}

/** Floor plans in memory. */
export class MemoryPlanStore implements PlanStore {
  readonly #audit: MemoryAudit
  #plans: readonly KeptPlan[] = []

  constructor(audit: MemoryAudit) {
    this.#audit = audit
  }

  async plan(organization: OrganizationKey, space: SpaceKey): Promise<FloorPlan> {
    return this.#kept(organization, space).plan
  }

  async image(organization: OrganizationKey, space: SpaceKey): Promise<StoredPlanImage | null> {
    const { plan, bytes } = this.#kept(organization, space)
    return plan.image === null || bytes === null ? null : { image: plan.image, bytes }
  }

  async change(
    organization: OrganizationKey,
    space: SpaceKey,
    decide: (plan: FloorPlan) => PlanChange | null,
  ): Promise<void> {
    const kept = this.#kept(organization, space)
    const change = decide(kept.plan)
    if (change === null) return
    const { image, areas = kept.plan.areas, audit } = change
    const shown = image === undefined ? kept.plan.image : (image?.image ?? null)
    const bytes = image === undefined ? kept.bytes : (image?.bytes.slice() ?? null)
    this.#plans = [
      ...this.#plans.filter((other) => other !== kept),
      { organization, plan: { space, image: shown, areas }, bytes },
    ]
    this.#audit.add(organization, [audit])
  }

  async removeSpaces(organization: OrganizationKey, spaces: readonly SpaceKey[]): Promise<void> {
    const gone = new Set(spaces)
    this.#plans = this.#plans
      .filter((kept) => kept.organization !== organization || !gone.has(kept.plan.space))
      .map((kept) => {
        if (kept.organization !== organization) return kept
        const areas = kept.plan.areas.filter(({ space }) => !gone.has(space))
        return { ...kept, plan: { ...kept.plan, areas } }
      })
  }

  #kept(organization: OrganizationKey, space: SpaceKey): KeptPlan {
    const kept = this.#plans.find((each) => each.organization === organization && each.plan.space === space)
    return kept ?? { organization, plan: { space, image: null, areas: [] }, bytes: null }
  }
}
