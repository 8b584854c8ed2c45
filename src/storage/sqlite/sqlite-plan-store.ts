import type { Database, Statement } from 'better-sqlite3'
import type {
  FloorPlan,
  PlanArea,
  PlanImage,
  PlanPoint,
  StoredPlanImage,
} from '../../domain/portfolio/floor-plan.ts'
import type { OrganizationKey, SpaceKey } from '../../domain/portfolio/space.ts'
import type { PlanChange, PlanStore } from '../plan-store.ts'
import { AuditTable } from './audit-table.ts'
import { refusing } from './refusal.ts'
import type { WriteGuard } from './write-guard.ts'

type Decision = (plan: FloorPlan) => PlanChange | null

/** Floor plans in SQLite. */
export class SqlitePlanStore implements PlanStore {
  readonly #guard: WriteGuard
  readonly #audit: AuditTable
  readonly #statements: Statements
  readonly #read: (organization: OrganizationKey, space: SpaceKey) => FloorPlan
  readonly #readImage: (organization: OrganizationKey, space: SpaceKey) => StoredPlanImage | null
  readonly #change: (organization: OrganizationKey, space: SpaceKey, decide: Decision) => void
  readonly #remove: (organization: OrganizationKey, spaces: readonly SpaceKey[]) => void

  constructor(db: Database, guard: WriteGuard) {
    this.#guard = guard
    this.#audit = new AuditTable(db)
    this.#statements = statementsFor(db)
    // Each in a transaction: what is read with several statements is of one moment.
    this.#read = db.transaction((organization, space) => this.#planOf(organization, space))
    this.#readImage = db.transaction((organization, space) => this.#imageOf(organization, space))
    this.#change = db.transaction((organization, space, decide: Decision) =>
      this.#apply(organization, space, decide(this.#planOf(organization, space))),
    ).immediate
    this.#remove = db.transaction((organization, spaces) => {
      const { deleteImage, deleteAreas, deleteAreasOver } = this.#statements
      for (const space of spaces) {
        for (const statement of [deleteImage, deleteAreas, deleteAreasOver])
          statement.run(organization, space)
      }
    }).immediate
  }

  async plan(organization: OrganizationKey, space: SpaceKey): Promise<FloorPlan> {
    return this.#read(organization, space)
  }

  async image(organization: OrganizationKey, space: SpaceKey): Promise<StoredPlanImage | null> {
    return this.#readImage(organization, space)
  }

  async change(organization: OrganizationKey, space: SpaceKey, decide: Decision): Promise<void> {
    refusing(this.#guard, () => this.#change(organization, space, decide))
  }

  async removeSpaces(organization: OrganizationKey, spaces: readonly SpaceKey[]): Promise<void> {
    refusing(this.#guard, () => this.#remove(organization, spaces))
  }

  #planOf(organization: OrganizationKey, space: SpaceKey): FloorPlan {
    const { selectImage, selectAreas } = this.#statements
    const image = selectImage.get(organization, space) as PlanImage | undefined
    const areas = selectAreas.all(organization, space) as {
      readonly space: SpaceKey
      readonly points: string
    }[]
    return { space, image: image ?? null, areas: areas.map(readArea) }
  }

  #imageOf(organization: OrganizationKey, space: SpaceKey): StoredPlanImage | null {
    const { selectImage, selectBytes } = this.#statements
    const image = selectImage.get(organization, space) as PlanImage | undefined
    if (image === undefined) return null
    return { image, bytes: selectBytes.get(organization, space) as Buffer }
  }

  #apply(organization: OrganizationKey, space: SpaceKey, change: PlanChange | null): void {
    if (change === null) return
    if (change.image !== undefined) this.#putImage(organization, space, change.image)
    if (change.areas !== undefined) this.#putAreas(organization, space, change.areas)
    this.#audit.add(organization, [change.audit])
  }

  #putImage(organization: OrganizationKey, space: SpaceKey, stored: StoredPlanImage | null): void {
    const { deleteImage, insertImage, insertBytes } = this.#statements
    deleteImage.run(organization, space)
    if (stored === null) return
    insertImage.run({ ...stored.image, organization, space })
    insertBytes.run(organization, space, stored.bytes)
  }

  #putAreas(organization: OrganizationKey, plan: SpaceKey, areas: readonly PlanArea[]): void {
    const { deleteAreas, insertArea } = this.#statements
    deleteAreas.run(organization, plan)
    for (const [position, { space, points }] of areas.entries()) {
      insertArea.run(organization, plan, position, space, JSON.stringify(points))
    }
  }
}

interface Statements {
  readonly selectImage: Statement
  readonly selectBytes: Statement
  readonly selectAreas: Statement
  readonly insertImage: Statement
  readonly insertBytes: Statement
  readonly insertArea: Statement
  readonly deleteImage: Statement
  readonly deleteAreas: Statement
  readonly deleteAreasOver: Statement
}

function statementsFor(db: Database): Statements {
  return {
    selectImage: db.prepare(
      `select media_type as "mediaType", width, height, size_bytes as "sizeBytes", digest,
         updated_at as "updatedAt"
       from plan_images where organization = ? and space = ?`,
    ),
    selectBytes: db
      .prepare('select bytes from plan_image_bytes where organization = ? and space = ?')
      .pluck(),
    selectAreas: db.prepare(
      'select space, points from plan_areas where organization = ? and plan = ? order by position',
    ),
    insertImage: db.prepare(
      `insert into plan_images
         (organization, space, media_type, width, height, size_bytes, digest, updated_at)
       values (@organization, @space, @mediaType, @width, @height, @sizeBytes, @digest, @updatedAt)`,
    ),
    insertBytes: db.prepare('insert into plan_image_bytes (organization, space, bytes) values (?, ?, ?)'),
    insertArea: db.prepare(
      'insert into plan_areas (organization, plan, position, space, points) values (?, ?, ?, ?, ?)',
    ),
    deleteImage: db.prepare('delete from plan_images where organization = ? and space = ?'),
    deleteAreas: db.prepare('delete from plan_areas where organization = ? and plan = ?'),
    deleteAreasOver: db.prepare('delete from plan_areas where organization = ? and space = ?'),
  }
}

function readArea({ space, points }: { readonly space: SpaceKey; readonly points: string }): PlanArea {
  return { space, points: JSON.parse(points) as readonly PlanPoint[] }
}
