import type { AuditEntry } from '../domain/access/audit.ts'
import type { Restatement } from '../domain/change/restatement.ts'
import type { Correction } from '../domain/portfolio/correction.ts'
import type { Display } from '../domain/portfolio/display.ts'
import type { Doorway, DoorwayKey } from '../domain/portfolio/doorway.ts'
import type { Label, LabelGroup } from '../domain/portfolio/label.ts'
import type { PortfolioParts } from '../domain/portfolio/portfolio.ts'
import type { Sensor, SensorKey } from '../domain/portfolio/sensor.ts'
import type { Site } from '../domain/portfolio/site.ts'
import type { OrganizationKey, Space, SpaceKey } from '../domain/portfolio/space.ts'

/** Rows to put (new or changed, by key) and rows to remove. All of one write happen or none. */
export interface PortfolioWrite {
  readonly spaces?: readonly Space[]
  readonly removedSpaces?: readonly SpaceKey[]
  readonly sensors?: readonly Sensor[]
  readonly removedSensors?: readonly SensorKey[]
  readonly doorways?: readonly Doorway[]
  readonly removedDoorways?: readonly DoorwayKey[]
  readonly labels?: readonly Label[]
  readonly removedLabels?: readonly number[]
  readonly labelGroups?: readonly LabelGroup[]
  readonly removedLabelGroups?: readonly number[]
  readonly corrections?: readonly Correction[]
  readonly removedCorrections?: readonly number[]
  readonly displays?: readonly Display[]
  readonly removedDisplays?: readonly number[]
  readonly sites?: readonly Site[]
  readonly removedSites?: readonly number[]
}

/** What organizations have set up. Rules about it live in the portfolio service; the store only keeps it. */
export interface PortfolioStore {
  /** Everything of one organization. */
  load(organization: OrganizationKey): Promise<PortfolioParts>

  displays(organization: OrganizationKey): Promise<readonly Display[]>

  sites(organization: OrganizationKey): Promise<readonly Site[]>

  /** The site with a slug, whosever it is; `null` for none. No two organizations share a slug. */
  siteBySlug(slug: string): Promise<Site | null>

  /**
   * Writes durably, with an audit entry for each change and a row of the organization's log in the same transaction.
   * Resolves to the position of that row, which is the version of the set-up from there on. The closed figures that
   * it restates are kept with it.
   */
  write(
    organization: OrganizationKey,
    write: PortfolioWrite,
    audit: readonly AuditEntry[],
    restated?: readonly Restatement[],
  ): Promise<number>

  /** The position of the last change of an organization's set-up; 0 before the first. */
  version(organization: OrganizationKey): Promise<number>

  /** Reserves `count` consecutive keys, unique in the store, and resolves to the first. */
  reserveKeys(count: number): Promise<number>
}
