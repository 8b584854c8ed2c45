import type { Database, Statement } from 'better-sqlite3'
import type { AuditEntry } from '../../domain/access/audit.ts'
import type { Restatement } from '../../domain/change/restatement.ts'
import type { Display } from '../../domain/portfolio/display.ts'
import type { PortfolioParts } from '../../domain/portfolio/portfolio.ts'
import type { Site } from '../../domain/portfolio/site.ts'
import type { OrganizationKey, SpaceKey } from '../../domain/portfolio/space.ts'
import type { PortfolioStore, PortfolioWrite } from '../portfolio-store.ts'
import { AuditTable } from './audit-table.ts'
import type { LogPositions } from './log-positions.ts'
import { type PortfolioTables, portfolioTables } from './portfolio-tables.ts'
import { refusing } from './refusal.ts'
import type { SqliteChangeStore } from './sqlite-change-store.ts'
import { spansOf, storedSpans } from './stored-ends.ts'
import { unguarded } from './write-guard.ts'

/** The portfolio as ordinary tables in SQLite. */
export class SqlitePortfolioStore implements PortfolioStore {
  readonly #tables: PortfolioTables
  readonly #audit: AuditTable
  readonly #reserve: Statement
  readonly #organizationOfSlug: Statement
  readonly #load: (organization: OrganizationKey) => PortfolioParts
  readonly #positions: LogPositions
  readonly #changes: SqliteChangeStore

  constructor(db: Database, positions: LogPositions, changes: SqliteChangeStore) {
    this.#changes = changes
    this.#positions = positions
    this.#tables = portfolioTables(db)
    this.#audit = new AuditTable(db)
    this.#reserve = db
      .prepare("update counters set value = value + ? where name = 'next_key' returning value")
      .pluck()
    this.#organizationOfSlug = db.prepare('select organization from sites where slug = ?').pluck()
    this.#load = db.transaction((organization) => this.#read(organization))
  }

  async load(organization: OrganizationKey): Promise<PortfolioParts> {
    return this.#load(organization)
  }

  async displays(organization: OrganizationKey): Promise<readonly Display[]> {
    return this.#tables.displays.all(organization)
  }

  async sites(organization: OrganizationKey): Promise<readonly Site[]> {
    const hours = this.#tables.siteHours.all(organization)
    const places = this.#tables.sitePlaces.all(organization)
    return this.#tables.sites.all(organization).map((site) => ({
      ...site,
      places: spacesOf(places.get(site.key)),
      hours: hours.get(site.key) ?? [],
    }))
  }

  async siteBySlug(slug: string): Promise<Site | null> {
    const organization = this.#organizationOfSlug.get(slug)
    if (organization === undefined) return null
    const sites = await this.sites(Number(organization))
    return sites.find((site) => site.slug === slug) ?? null
  }

  async write(
    organization: OrganizationKey,
    write: PortfolioWrite,
    audit: readonly AuditEntry[],
    restated: readonly Restatement[] = [],
  ): Promise<number> {
    const actor = audit[0]?.actor ?? null
    // Positions stand guard themselves.
    refusing(unguarded, () =>
      this.#positions.write([{ kind: 'set-up', organization, actor }], (rows) => {
        this.#remove(organization, write)
        this.#put(organization, write)
        this.#audit.add(organization, audit)
        for (const row of rows) this.#changes.insert(organization, { ...row, restated })
      }),
    )
    return this.version(organization)
  }

  async version(organization: OrganizationKey): Promise<number> {
    return this.#positions.head(organization).setUp
  }

  async reserveKeys(count: number): Promise<number> {
    return refusing(unguarded, () => Number(this.#reserve.get(count))) - count
  }

  #read(organization: OrganizationKey): PortfolioParts {
    const tables = this.#tables
    const pastCapacities = tables.pastCapacities.all(organization)
    const coverage = tables.coverage.all(organization)
    const addresses = tables.addresses.all(organization)
    const links = tables.links.all(organization)
    const sides = tables.sides.all(organization)
    const labelSpaces = tables.labelSpaces.all(organization)
    return {
      organization,
      spaces: tables.spaces.all(organization).map((space) => ({
        ...space,
        binaryOccupancy: space.binaryOccupancy === 1,
        pastCapacities: pastCapacities.get(space.key) ?? [],
      })),
      sensors: tables.sensors.all(organization).map((sensor) => ({
        ...sensor,
        coverage: spansOf(coverage.get(sensor.key)),
        networkAddresses: addresses.get(sensor.key) ?? [],
      })),
      doorways: tables.doorways.all(organization).map((doorway) => ({
        ...doorway,
        sensors: spansOf(links.get(doorway.key)),
        sides: sides.get(doorway.key) ?? [],
      })),
      labels: tables.labels
        .all(organization)
        .map((label) => ({ ...label, spaces: spacesOf(labelSpaces.get(label.key)) })),
      labelGroups: tables.labelGroups.all(organization),
      corrections: spansOf(tables.corrections.all(organization)),
    }
  }

  #remove(organization: OrganizationKey, write: PortfolioWrite): void {
    this.#tables.spaces.remove(organization, write.removedSpaces ?? [])
    this.#tables.sensors.remove(organization, write.removedSensors ?? [])
    this.#tables.doorways.remove(organization, write.removedDoorways ?? [])
    this.#tables.labels.remove(organization, write.removedLabels ?? [])
    this.#tables.labelGroups.remove(organization, write.removedLabelGroups ?? [])
    this.#tables.corrections.remove(organization, write.removedCorrections ?? [])
    this.#tables.displays.remove(organization, write.removedDisplays ?? [])
    this.#tables.sites.remove(organization, write.removedSites ?? [])
  }

  #put(organization: OrganizationKey, write: PortfolioWrite): void {
    const tables = this.#tables
    const { spaces, sensors, doorways, labels, labelGroups } = write
    tables.spaces.put(
      organization,
      (spaces ?? []).map((space) => ({ ...space, binaryOccupancy: space.binaryOccupancy ? 1 : 0 })),
    )
    for (const { key, pastCapacities } of spaces ?? []) tables.pastCapacities.fill(key, pastCapacities)
    tables.sensors.put(organization, sensors ?? [])
    for (const { key, coverage, networkAddresses } of sensors ?? []) {
      tables.coverage.fill(key, storedSpans(coverage))
      tables.addresses.fill(key, networkAddresses)
    }
    tables.doorways.put(organization, doorways ?? [])
    for (const { key, sensors: linked, sides } of doorways ?? []) {
      tables.links.fill(key, storedSpans(linked))
      tables.sides.fill(key, sides)
    }
    tables.labels.put(organization, labels ?? [])
    for (const { key, spaces: labelled } of labels ?? []) tables.labelSpaces.fill(key, rowsOf(labelled))
    tables.labelGroups.put(organization, labelGroups ?? [])
    tables.corrections.put(organization, storedSpans(write.corrections ?? []))
    this.#putOutlets(organization, write)
  }

  /** Where counts are shown: on displays, and to everybody. */
  #putOutlets(organization: OrganizationKey, { displays, sites }: PortfolioWrite): void {
    this.#tables.displays.put(organization, displays ?? [])
    this.#tables.sites.put(organization, sites ?? [])
    for (const { key, hours, places } of sites ?? []) {
      this.#tables.siteHours.fill(key, hours)
      this.#tables.sitePlaces.fill(key, rowsOf(places))
    }
  }
}

interface SpaceRow {
  readonly space: SpaceKey
}

function spacesOf(rows: readonly SpaceRow[] = []): readonly SpaceKey[] {
  return rows.map(({ space }) => space)
}

function rowsOf(spaces: readonly SpaceKey[]): readonly SpaceRow[] {
  return spaces.map((space) => ({ space }))
}
