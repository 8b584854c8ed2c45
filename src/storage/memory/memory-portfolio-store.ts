import type { AuditEntry } from '../../domain/access/audit.ts'
import type { Restatement } from '../../domain/change/restatement.ts'
import type { Correction } from '../../domain/portfolio/correction.ts'
import type { Display } from '../../domain/portfolio/display.ts'
import type { Doorway } from '../../domain/portfolio/doorway.ts'
import type { Label, LabelGroup } from '../../domain/portfolio/label.ts'
import type { PortfolioParts } from '../../domain/portfolio/portfolio.ts'
import type { Sensor } from '../../domain/portfolio/sensor.ts'
import type { Site } from '../../domain/portfolio/site.ts'
import type { OrganizationKey, Space } from '../../domain/portfolio/space.ts'
import type { PortfolioStore, PortfolioWrite } from '../portfolio-store.ts'
import type { MemoryAudit } from './memory-audit.ts'
import type { MemoryChangeStore } from './memory-change-store.ts'
import type { MemoryLogRows } from './memory-log-rows.ts'
import { MemoryTable } from './memory-table.ts'

interface Tables {
  readonly spaces: MemoryTable<Space>
  readonly sensors: MemoryTable<Sensor>
  readonly doorways: MemoryTable<Doorway>
  readonly labels: MemoryTable<Label>
  readonly labelGroups: MemoryTable<LabelGroup>
  readonly corrections: MemoryTable<Correction>
  readonly displays: MemoryTable<Display>
  readonly sites: MemoryTable<Site>
}

const NOTHING: Tables = {
  spaces: new MemoryTable<Space>([(space) => space.id, (space) => space.locationId]),
  sensors: new MemoryTable<Sensor>([(sensor) => sensor.serialNumber]),
  doorways: new MemoryTable<Doorway>([(doorway) => doorway.id]),
  labels: new MemoryTable<Label>([(label) => label.id]),
  labelGroups: new MemoryTable<LabelGroup>([(group) => group.id]),
  corrections: new MemoryTable<Correction>([(correction) => correction.id]),
  displays: new MemoryTable<Display>([(display) => display.id]),
  sites: new MemoryTable<Site>([], [(site) => site.slug]),
}

/** The portfolio in memory. */
export class MemoryPortfolioStore implements PortfolioStore {
  readonly #audit: MemoryAudit
  readonly #rows: MemoryLogRows
  readonly #changes: MemoryChangeStore
  #tables: Tables = NOTHING
  #nextKey = 1

  constructor(audit: MemoryAudit, rows: MemoryLogRows, changes: MemoryChangeStore) {
    this.#changes = changes
    this.#audit = audit
    this.#rows = rows
  }

  async load(organization: OrganizationKey): Promise<PortfolioParts> {
    const { spaces, sensors, doorways, labels, labelGroups, corrections } = this.#tables
    return {
      organization,
      spaces: spaces.all(organization),
      sensors: sensors.all(organization),
      doorways: doorways.all(organization),
      labels: labels.all(organization),
      labelGroups: labelGroups.all(organization),
      corrections: corrections.all(organization),
    }
  }

  async displays(organization: OrganizationKey): Promise<readonly Display[]> {
    return this.#tables.displays.all(organization)
  }

  async sites(organization: OrganizationKey): Promise<readonly Site[]> {
    return this.#tables.sites.all(organization)
  }

  async siteBySlug(slug: string): Promise<Site | null> {
    return this.#tables.sites.find((site) => site.slug === slug)
  }

  async write(
    organization: OrganizationKey,
    write: PortfolioWrite,
    audit: readonly AuditEntry[],
    restated: readonly Restatement[] = [],
  ): Promise<number> {
    const { spaces, sensors, doorways, labels, labelGroups, corrections, displays, sites } = this.#tables
    // Every table is made anew before any is put in place, so that a refusal leaves nothing behind.
    this.#tables = {
      spaces: spaces.with(organization, write.spaces, write.removedSpaces),
      sensors: sensors.with(organization, write.sensors, write.removedSensors),
      doorways: doorways.with(organization, write.doorways, write.removedDoorways),
      labels: labels.with(organization, write.labels, write.removedLabels),
      labelGroups: labelGroups.with(organization, write.labelGroups, write.removedLabelGroups),
      corrections: corrections.with(organization, write.corrections, write.removedCorrections),
      displays: displays.with(organization, write.displays, write.removedDisplays),
      sites: sites.with(organization, write.sites, write.removedSites),
    }
    this.#audit.add(organization, audit)
    const row = this.#rows.add({ kind: 'set-up', organization, actor: audit[0]?.actor ?? null })
    this.#changes.insert(organization, { ...row, restated })
    return row.seq
  }

  async version(organization: OrganizationKey): Promise<number> {
    return this.#rows.setUp(organization)
  }

  async reserveKeys(count: number): Promise<number> {
    const first = this.#nextKey
    this.#nextKey += count
    return first
  }
}
