import type { AuditEntry } from '../domain/access/audit.ts'
import type { Correction } from '../domain/portfolio/correction.ts'
import type { Display } from '../domain/portfolio/display.ts'
import type { Doorway } from '../domain/portfolio/doorway.ts'
import type { Label, LabelGroup } from '../domain/portfolio/label.ts'
import { Portfolio } from '../domain/portfolio/portfolio.ts'
import type { Sensor } from '../domain/portfolio/sensor.ts'
import type { Site } from '../domain/portfolio/site.ts'
import type { Space, SpaceKey } from '../domain/portfolio/space.ts'
import type { SubjectKey } from '../domain/portfolio/subject.ts'
import type { EpochMs } from '../domain/time/interval.ts'
import type { PortfolioWrite } from '../storage/portfolio-store.ts'
import type { Author } from './author.ts'
import { DraftTable } from './draft-table.ts'
import type { RandomId } from './random-id.ts'

/** What a change needs from outside. */
export interface DraftContext {
  readonly author: Author
  readonly now: EpochMs
  readonly randomId: RandomId
  /** Whether any reading is kept of any of the subjects. */
  readonly isHeard: (subjects: readonly SubjectKey[]) => Promise<boolean>
  /** First of the keys reserved for rows that the change creates. */
  readonly firstKey: number
}

/** What an organization has set up beside its portfolio. */
export interface SetUpBeside {
  readonly displays: readonly Display[]
  readonly sites: readonly Site[]
}

/** An organization's portfolio while a change is being made to it. Nothing is kept until it is written. */
export class PortfolioDraft {
  readonly author: Author
  readonly now: EpochMs
  readonly randomId: RandomId
  readonly isHeard: DraftContext['isHeard']
  readonly spaces: DraftTable<Space>
  readonly sensors: DraftTable<Sensor>
  readonly doorways: DraftTable<Doorway>
  readonly labels: DraftTable<Label>
  readonly labelGroups: DraftTable<LabelGroup>
  readonly corrections: DraftTable<Correction>
  readonly displays: DraftTable<Display>
  readonly sites: DraftTable<Site>

  readonly #locations: Set<number>
  readonly #audit: AuditEntry[] = []
  #nextKey: number
  #nextLocation = 1

  constructor(before: Portfolio, beside: SetUpBeside, context: DraftContext) {
    this.author = context.author
    this.now = context.now
    this.randomId = context.randomId
    this.isHeard = context.isHeard
    this.#nextKey = context.firstKey
    this.spaces = new DraftTable(before.spaces, ({ id }) => id)
    this.sensors = new DraftTable(before.sensors, ({ serialNumber }) => serialNumber)
    this.doorways = new DraftTable(before.doorways, ({ id }) => id)
    this.labels = new DraftTable(before.labels, ({ id }) => id)
    this.labelGroups = new DraftTable(before.labelGroups, ({ id }) => id)
    this.corrections = new DraftTable(before.corrections, ({ id }) => id)
    this.displays = new DraftTable(beside.displays, ({ id }) => id)
    this.sites = new DraftTable(beside.sites, ({ slug }) => slug)
    this.#locations = new Set(before.spaces.map(({ locationId }) => locationId))
  }

  /** The next reserved key. */
  takeKey(): number {
    return this.#nextKey++
  }

  /** Whether no space has that location id; if so it is taken from here on. */
  claimLocation(locationId: number): boolean {
    if (this.#locations.has(locationId)) return false
    this.#locations.add(locationId)
    return true
  }

  /** Takes the lowest location id that no space has. */
  takeLocation(): number {
    while (!this.claimLocation(this.#nextLocation)) this.#nextLocation++
    return this.#nextLocation
  }

  /** Children of a space, in no particular order. */
  children(parent: SpaceKey): readonly Space[] {
    return [...this.spaces.all()].filter((space) => space.parent === parent)
  }

  /** Records that something was created (`before` null), changed, or removed (`after` null). */
  record(action: string, target: string, before: object | null, after: object | null): void {
    this.#audit.push({
      at: this.now,
      actor: this.author.actor,
      action,
      target,
      before: before === null ? null : JSON.stringify(before),
      after: after === null ? null : JSON.stringify(after),
    })
  }

  /** How many changes have been recorded. */
  changes(): number {
    return this.#audit.length
  }

  /** Whether anything was changed. */
  isChanged(): boolean {
    return this.#audit.length > 0
  }

  audit(): readonly AuditEntry[] {
    return this.#audit
  }

  /** The rows to put and remove. */
  write(): PortfolioWrite {
    return {
      spaces: this.spaces.written(),
      removedSpaces: this.spaces.removed(),
      sensors: this.sensors.written(),
      removedSensors: this.sensors.removed(),
      doorways: this.doorways.written(),
      removedDoorways: this.doorways.removed(),
      labels: this.labels.written(),
      removedLabels: this.labels.removed(),
      labelGroups: this.labelGroups.written(),
      removedLabelGroups: this.labelGroups.removed(),
      corrections: this.corrections.written(),
      removedCorrections: this.corrections.removed(),
      displays: this.displays.written(),
      removedDisplays: this.displays.removed(),
      sites: this.sites.written(),
      removedSites: this.sites.removed(),
    }
  }

  /** The portfolio as it is after the change. */
  portfolio(): Portfolio {
    return new Portfolio({
      organization: this.author.organization,
      spaces: [...this.spaces.all()],
      sensors: [...this.sensors.all()],
      doorways: [...this.doorways.all()],
      labels: [...this.labels.all()],
      labelGroups: [...this.labelGroups.all()],
      corrections: [...this.corrections.all()],
    })
  }
}
