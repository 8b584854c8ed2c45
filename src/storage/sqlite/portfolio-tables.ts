import type { Database } from 'better-sqlite3'
import type { Correction } from '../../domain/portfolio/correction.ts'
import type { Display } from '../../domain/portfolio/display.ts'
import type { Doorway, DoorwaySensor, DoorwaySide } from '../../domain/portfolio/doorway.ts'
import type { Label, LabelGroup } from '../../domain/portfolio/label.ts'
import type { Coverage, NetworkAddress, Sensor } from '../../domain/portfolio/sensor.ts'
import type { OpeningHours, Site } from '../../domain/portfolio/site.ts'
import type { PastCapacity, Space, SpaceKey } from '../../domain/portfolio/space.ts'
import { type ColumnsOf, ItemTable } from './item-table.ts'
import { ListTable } from './list-table.ts'
import type { Ends, StoredEnds } from './stored-ends.ts'

type CoverageRow = Pick<Coverage, 'space'> & StoredEnds
export type CorrectionRow = Omit<Correction, keyof Ends> & StoredEnds
/** SQLite has no booleans. */
type SpaceRow = Omit<Space, 'binaryOccupancy'> & { readonly binaryOccupancy: 0 | 1 }
type LinkRow = Pick<DoorwaySensor, 'sensor'> & StoredEnds

/** The tables of the portfolio. */
export interface PortfolioTables {
  readonly spaces: ItemTable<SpaceRow>
  readonly pastCapacities: ListTable<PastCapacity>
  readonly sensors: ItemTable<Sensor>
  readonly coverage: ListTable<CoverageRow>
  readonly addresses: ListTable<NetworkAddress>
  readonly doorways: ItemTable<Doorway>
  readonly links: ListTable<LinkRow>
  readonly sides: ListTable<DoorwaySide>
  readonly labels: ItemTable<Label>
  readonly labelSpaces: ListTable<{ readonly space: SpaceKey }>
  readonly labelGroups: ItemTable<LabelGroup>
  readonly corrections: ItemTable<CorrectionRow>
  readonly displays: ItemTable<Display>
  readonly sites: ItemTable<Site>
  readonly siteHours: ListTable<OpeningHours>
  readonly sitePlaces: ListTable<{ readonly space: SpaceKey }>
}

/** Prepares every statement that the portfolio needs. */
export function portfolioTables(db: Database): PortfolioTables {
  return {
    spaces: new ItemTable(db, 'spaces', spaceColumns),
    sensors: new ItemTable(db, 'sensors', sensorColumns),
    doorways: new ItemTable(db, 'doorways', doorwayColumns),
    labels: new ItemTable(db, 'labels', labelColumns),
    labelGroups: new ItemTable(db, 'label_groups', labelGroupColumns),
    corrections: new ItemTable(db, 'corrections', correctionColumns),
    displays: new ItemTable(db, 'displays', displayColumns),
    sites: new ItemTable(db, 'sites', siteColumns),
    ...listsOfPlaces(db),
    ...listsOfDoorways(db),
    ...listsOfSites(db),
  }
}

function listsOfPlaces(db: Database) {
  return {
    pastCapacities: new ListTable<PastCapacity>(db, {
      table: 'space_capacities',
      itemTable: 'spaces',
      item: 'space',
      columns: { capacity: 'capacity', until: 'until_ms' },
    }),
    coverage: new ListTable<CoverageRow>(db, {
      table: 'coverage',
      itemTable: 'sensors',
      item: 'sensor',
      columns: { space: 'space', from: 'from_ms', until: 'until_ms' },
    }),
    addresses: new ListTable<NetworkAddress>(db, {
      table: 'sensor_addresses',
      itemTable: 'sensors',
      item: 'sensor',
      columns: { address: 'address', family: 'family', interface: 'interface', mac: 'mac' },
    }),
    labelSpaces: new ListTable<{ readonly space: SpaceKey }>(db, {
      table: 'label_spaces',
      itemTable: 'labels',
      item: 'label',
      columns: { space: 'space' },
    }),
  }
}

function listsOfDoorways(db: Database) {
  return {
    links: new ListTable<LinkRow>(db, {
      table: 'doorway_sensors',
      itemTable: 'doorways',
      item: 'doorway',
      columns: { sensor: 'sensor', from: 'from_ms', until: 'until_ms' },
    }),
    sides: new ListTable<DoorwaySide>(db, {
      table: 'doorway_sides',
      itemTable: 'doorways',
      item: 'doorway',
      columns: { space: 'space', placement: 'placement' },
    }),
  }
}

function listsOfSites(db: Database) {
  return {
    siteHours: new ListTable<OpeningHours>(db, {
      table: 'site_hours',
      itemTable: 'sites',
      item: 'site',
      columns: { days: 'days', openMinutes: 'open_minutes', closeMinutes: 'close_minutes' },
    }),
    sitePlaces: new ListTable<{ readonly space: SpaceKey }>(db, {
      table: 'site_places',
      itemTable: 'sites',
      item: 'site',
      columns: { space: 'space' },
    }),
  }
}

const spaceColumns: ColumnsOf<SpaceRow> = {
  key: 'key',
  organization: 'organization',
  id: 'id',
  locationId: 'location_id',
  parent: 'parent',
  name: 'name',
  type: 'type',
  timeZone: 'time_zone',
  capacity: 'capacity',
  pastCapacities: null,
  countingMode: 'counting_mode',
  dailyResetMinutes: 'daily_reset_minutes',
  function: 'function',
  status: 'status',
  address: 'address',
  iwmsId: 'iwms_id',
  sizeArea: 'size_area',
  costPerSqft: 'cost_per_sqft',
  goLiveDateUtc: 'go_live_date_utc',
  binaryOccupancy: 'binary_occupancy',
  minCount: 'min_count',
  createdAt: 'created_at',
}

const sensorColumns: ColumnsOf<Sensor> = {
  key: 'key',
  organization: 'organization',
  serialNumber: 'serial_number',
  type: 'type',
  hardwareType: 'hardware_type',
  firmwareVersion: 'firmware_version',
  heartbeatMs: 'heartbeat_ms',
  coverage: null,
  networkAddresses: null,
  createdAt: 'created_at',
  updatedAt: 'updated_at',
}

const doorwayColumns: ColumnsOf<Doorway> = {
  key: 'key',
  organization: 'organization',
  id: 'id',
  name: 'name',
  sensors: null,
  sides: null,
  createdAt: 'created_at',
  deletedAt: 'deleted_at',
}

const labelColumns: ColumnsOf<Label> = {
  key: 'key',
  organization: 'organization',
  id: 'id',
  name: 'name',
  group: 'label_group',
  spaces: null,
}

const labelGroupColumns: ColumnsOf<LabelGroup> = {
  key: 'key',
  organization: 'organization',
  id: 'id',
  name: 'name',
}

const correctionColumns: ColumnsOf<CorrectionRow> = {
  key: 'key',
  organization: 'organization',
  id: 'id',
  kind: 'kind',
  space: 'space',
  sensor: 'sensor',
  from: 'from_ms',
  until: 'until_ms',
  value: 'value',
  reason: 'reason',
  actor: 'actor',
  createdAt: 'created_at',
}

const displayColumns: ColumnsOf<Display> = {
  key: 'key',
  organization: 'organization',
  id: 'id',
  name: 'name',
  floor: 'floor',
  createdAt: 'created_at',
}

const siteColumns: ColumnsOf<Site> = {
  key: 'key',
  organization: 'organization',
  slug: 'slug',
  space: 'space',
  places: null,
  minCount: 'min_count',
  busyPercent: 'busy_percent',
  veryBusyPercent: 'very_busy_percent',
  hours: null,
  createdAt: 'created_at',
}
