import type { Correction } from '../domain/portfolio/correction.ts'
import type { Display } from '../domain/portfolio/display.ts'
import type { Doorway } from '../domain/portfolio/doorway.ts'
import type { Label, LabelGroup } from '../domain/portfolio/label.ts'
import type { Portfolio } from '../domain/portfolio/portfolio.ts'
import type { Sensor } from '../domain/portfolio/sensor.ts'
import type { Site } from '../domain/portfolio/site.ts'
import type { OrganizationKey, Space } from '../domain/portfolio/space.ts'
import { doorwaySubject, sensorSubject } from '../domain/portfolio/subject.ts'
import { type ApplyReport, applyDocument, keysForDocument } from './apply-document.ts'
import type { Author } from './author.ts'
import { createCorrection, type NewCorrection, undoCorrection } from './correction-changes.ts'
import {
  createDisplay,
  type DisplayChange,
  displayNamed,
  type NewDisplay,
  removeDisplay,
  updateDisplay,
} from './display-changes.ts'
import {
  createDoorway,
  type DoorwayChange,
  doorwayNamed,
  eraseDoorway,
  type NewDoorway,
  removeDoorway,
  updateDoorway,
} from './doorway-changes.ts'
import { subjectsOfDoorway } from './doorway-links.ts'
import {
  changeSpaceLabels,
  createLabel,
  createLabelGroup,
  deleteLabel,
  deleteLabelGroup,
  type SpaceLabelChange,
  updateLabel,
  updateLabelGroup,
} from './label-changes.ts'
import type { PortfolioDocument } from './portfolio-document.ts'
import { PortfolioKeeper, type PortfolioKeeperOptions } from './portfolio-keeper.ts'
import { hasReadings, refuseWithReadings } from './readings-kept.ts'
import {
  createSensor,
  type NewSensor,
  removeSensor,
  type SensorChange,
  sensorNamed,
  updateSensor,
} from './sensor-changes.ts'
import { type NewSite, publishSite, type SiteChange, unpublishSite, updateSite } from './site-changes.ts'
import {
  createSpace,
  keysForSpace,
  type NewSpace,
  type SpaceChange,
  spaceNamed,
  updateSpace,
} from './space-changes.ts'
import { deleteSpace } from './space-deletion.ts'

/**
 * What organizations have set up: reads it, and makes changes to it by the rules.
 *
 * Every change is one durable write with its audit entries, and is in {@link PortfolioService.current} when its
 * promise resolves. Changes of one organization happen one after the other. They reject with `invalid` for a value
 * that is wrong by itself, `not_found` for a reference to nothing, `conflict` for what is taken or in use.
 */
export interface PortfolioService {
  /** The set-up as it is now: an immutable snapshot, shared until the next change. */
  current(organization: OrganizationKey): Promise<Portfolio>

  createSpace(author: Author, input: NewSpace): Promise<Space>
  updateSpace(author: Author, id: string, change: SpaceChange): Promise<Space>
  /**
   * Removes a space. Without `cascade` refuses while spaces are in it or readings say something about it; with it
   * removes everything below, and all resets of those spaces. Floor plans go with their spaces; sensors stay, with
   * their readings.
   */
  deleteSpace(author: Author, id: string, cascade: boolean): Promise<void>
  changeSpaceLabels(author: Author, id: string, change: SpaceLabelChange): Promise<readonly Label[]>

  createSensor(author: Author, input: NewSensor): Promise<Sensor>
  updateSensor(author: Author, serialNumber: string, change: SensorChange): Promise<Sensor>
  /** Removes a sensor; its readings too with `cascade`, without it refuses while there are any. */
  deleteSensor(author: Author, serialNumber: string, cascade: boolean): Promise<void>

  createDoorway(author: Author, input: NewDoorway): Promise<Doorway>
  updateDoorway(author: Author, id: string, change: DoorwayChange): Promise<Doorway>
  /**
   * Deletes a doorway. Its spaces keep what it counted until now; with `cascade` they no longer count its crossings,
   * and those told by its own id go. A sensor keeps its readings.
   */
  deleteDoorway(author: Author, id: string, cascade: boolean): Promise<void>

  /** Corrects what readings are folded to, in history and live, without changing a reading. */
  createCorrection(author: Author, input: NewCorrection): Promise<Correction>
  /** Undoes a correction: every figure is what it was before. */
  undoCorrection(author: Author, id: string): Promise<void>

  createDisplay(author: Author, input: NewDisplay): Promise<Display>
  updateDisplay(author: Author, id: string, change: DisplayChange): Promise<Display>
  /** Removes a display; tokens that were issued for it open nothing any more. */
  deleteDisplay(author: Author, id: string): Promise<void>
  listDisplays(organization: OrganizationKey): Promise<readonly Display[]>

  /** Publishes a space under a slug that is free in the whole store. */
  publishSite(author: Author, input: NewSite): Promise<Site>
  updateSite(author: Author, slug: string, change: SiteChange): Promise<Site>
  /** Ends a publication: when it resolves nobody is answered any more. */
  unpublishSite(author: Author, slug: string): Promise<void>
  listSites(organization: OrganizationKey): Promise<readonly Site[]>
  /** The site with a slug, of whatever organization; `null` for none. */
  siteBySlug(slug: string): Promise<Site | null>

  createLabel(author: Author, name: string): Promise<Label>
  updateLabel(
    author: Author,
    id: string,
    change: { readonly name?: string | undefined; readonly group?: string | null | undefined },
  ): Promise<Label>
  /** Removes a label, from every space that it is on too. */
  deleteLabel(author: Author, id: string): Promise<void>
  createLabelGroup(author: Author, name: string, labelIds?: readonly string[]): Promise<LabelGroup>
  updateLabelGroup(author: Author, id: string, name: string): Promise<LabelGroup>
  /** Removes a group; its labels stay, in none. */
  deleteLabelGroup(author: Author, id: string): Promise<void>

  /** Makes the set-up look like a document, in one write; what the document does not mention is left alone. */
  applyAll(
    author: Author,
    document: PortfolioDocument,
    options?: { readonly dryRun?: boolean },
  ): Promise<ApplyReport>
}

/** Creates the service over a store. There must be one only for each store: it caches. */
export function createPortfolioService(options: PortfolioKeeperOptions): PortfolioService {
  const keeper = new PortfolioKeeper(options)
  const { readings } = options
  return {
    current: (organization) => keeper.current(organization),
    ...spaceCalls(keeper, options),
    ...sensorCalls(keeper, readings),
    ...doorwayCalls(keeper, readings),
    createCorrection: (author, input) =>
      keeper.change(author, 1, (draft, before) => createCorrection(draft, before, input)),
    undoCorrection: (author, id) => keeper.change(author, 0, (draft) => undoCorrection(draft, id)),
    ...outletCalls(keeper),
    ...labelCalls(keeper),
    applyAll: (author, document, { dryRun = false } = {}) =>
      keeper.change(
        author,
        dryRun ? 0 : keysForDocument(document),
        (draft) =>
          applyDocument(draft, document, (sensor) => hasReadings(readings, [sensorSubject(sensor.key)])),
        dryRun,
      ),
  }
}

type Log = PortfolioKeeperOptions['readings']

function spaceCalls(
  keeper: PortfolioKeeper,
  options: PortfolioKeeperOptions,
): Pick<PortfolioService, 'createSpace' | 'updateSpace' | 'deleteSpace' | 'changeSpaceLabels'> {
  return {
    createSpace: (author, input) =>
      keeper.change(author, keysForSpace(input), (draft) => createSpace(draft, input)),
    updateSpace: (author, id, change) =>
      keeper.change(author, keysForSpace(change), (draft) =>
        updateSpace(draft, spaceNamed(draft, id), change),
      ),
    deleteSpace: (author, id, cascade) => deleteSpace(keeper, options, author, id, cascade),
    async changeSpaceLabels(author, id, change) {
      const space = await keeper.change(author, change.create?.length ?? 0, (draft) => {
        const named = spaceNamed(draft, id)
        changeSpaceLabels(draft, named, change)
        return named
      })
      return (await keeper.current(author.organization)).labelsOf(space.key)
    },
  }
}

function sensorCalls(
  keeper: PortfolioKeeper,
  log: Log,
): Pick<PortfolioService, 'createSensor' | 'updateSensor' | 'deleteSensor'> {
  return {
    createSensor: (author, input) => keeper.change(author, 1, (draft) => createSensor(draft, input)),
    updateSensor: (author, serialNumber, change) =>
      keeper.change(author, 0, async (draft) => {
        const sensor = sensorNamed(draft, serialNumber)
        return updateSensor(draft, sensor, change, await hasReadings(log, [sensorSubject(sensor.key)]))
      }),
    async deleteSensor(author, serialNumber, cascade) {
      const subject = await keeper.change(author, 0, async (draft) => {
        const sensor = sensorNamed(draft, serialNumber)
        const subject = sensorSubject(sensor.key)
        if (!cascade) await refuseWithReadings(log, `Sensor ${serialNumber}`, [subject])
        removeSensor(draft, sensor)
        return subject
      })
      await log.remove(author.organization, [subject], author.actor)
    },
  }
}

function doorwayCalls(
  keeper: PortfolioKeeper,
  log: Log,
): Pick<PortfolioService, 'createDoorway' | 'updateDoorway' | 'deleteDoorway'> {
  return {
    createDoorway: (author, input) => keeper.change(author, 1, (draft) => createDoorway(draft, input)),
    updateDoorway: (author, id, change) =>
      keeper.change(author, 0, (draft) => updateDoorway(draft, doorwayNamed(draft, id), change)),
    async deleteDoorway(author, id, cascade) {
      const key = await keeper.change(author, 0, async (draft) => {
        const doorway = doorwayNamed(draft, id)
        const isKept = !cascade && (await draft.isHeard(subjectsOfDoorway(doorway)))
        if (isKept) removeDoorway(draft, doorway)
        else eraseDoorway(draft, doorway)
        return doorway.key
      })
      if (cascade) await log.remove(author.organization, [doorwaySubject(key)], author.actor)
    },
  }
}

function outletCalls(
  keeper: PortfolioKeeper,
): Pick<
  PortfolioService,
  | 'createDisplay'
  | 'updateDisplay'
  | 'deleteDisplay'
  | 'listDisplays'
  | 'publishSite'
  | 'updateSite'
  | 'unpublishSite'
  | 'listSites'
  | 'siteBySlug'
> {
  return {
    createDisplay: (author, input) => keeper.change(author, 1, (draft) => createDisplay(draft, input)),
    updateDisplay: (author, id, change) =>
      keeper.change(author, 0, (draft) => updateDisplay(draft, displayNamed(draft, id), change)),
    deleteDisplay: (author, id) =>
      keeper.change(author, 0, (draft) => removeDisplay(draft, displayNamed(draft, id))),
    listDisplays: (organization) => keeper.displays(organization),

    publishSite: (author, input) =>
      keeper.change(author, 1, async (draft) =>
        publishSite(draft, input, (await keeper.siteBySlug(input.slug)) !== null),
      ),
    updateSite: (author, slug, change) =>
      keeper.change(author, 0, (draft) => updateSite(draft, slug, change)),
    unpublishSite: (author, slug) => keeper.change(author, 0, (draft) => unpublishSite(draft, slug)),
    listSites: (organization) => keeper.sites(organization),
    siteBySlug: (slug) => keeper.siteBySlug(slug),
  }
}

function labelCalls(
  keeper: PortfolioKeeper,
): Pick<
  PortfolioService,
  'createLabel' | 'updateLabel' | 'deleteLabel' | 'createLabelGroup' | 'updateLabelGroup' | 'deleteLabelGroup'
> {
  return {
    createLabel: (author, name) => keeper.change(author, 1, (draft) => createLabel(draft, name)),
    updateLabel: (author, id, change) => keeper.change(author, 0, (draft) => updateLabel(draft, id, change)),
    deleteLabel: (author, id) => keeper.change(author, 0, (draft) => deleteLabel(draft, id)),
    createLabelGroup: (author, name, labelIds) =>
      keeper.change(author, 1, (draft) => createLabelGroup(draft, name, labelIds)),
    updateLabelGroup: (author, id, name) =>
      keeper.change(author, 0, (draft) => updateLabelGroup(draft, id, name)),
    deleteLabelGroup: (author, id) => keeper.change(author, 0, (draft) => deleteLabelGroup(draft, id)),
  }
}
