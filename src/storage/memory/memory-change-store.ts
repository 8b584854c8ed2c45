import type { ChangePlace, PlacedChange } from '../../domain/change/restatement.ts'
import type { OrganizationKey } from '../../domain/portfolio/space.ts'
import type { EpochMs } from '../../domain/time/interval.ts'
import type { ChangeStore, RestatedRow } from '../change-store.ts'

/** Restated figures in memory. */
export class MemoryChangeStore implements ChangeStore {
  readonly #covered = new Map<OrganizationKey, number>()
  readonly #rows = new Map<OrganizationKey, Map<number, RestatedRow>>()

  async covered(organization: OrganizationKey): Promise<number> {
    return this.#covered.get(organization) ?? 0
  }

  async keep(
    organization: OrganizationKey,
    rows: readonly RestatedRow[],
    covered: number,
    expired: EpochMs,
  ): Promise<void> {
    for (const row of rows) this.insert(organization, row)
    this.#covered.set(organization, Math.max(covered, this.#covered.get(organization) ?? 0))
    for (const kept of this.#rows.values())
      for (const [seq, { at }] of kept) if (at < expired) kept.delete(seq)
  }

  async list(
    organization: OrganizationKey,
    since: ChangePlace,
    limit: number,
  ): Promise<readonly PlacedChange[]> {
    const rows = [...(this.#rows.get(organization)?.values() ?? [])].toSorted((a, b) => a.seq - b.seq)
    return rows
      .flatMap(({ restated, ...row }) => restated.map((one, place) => ({ ...row, ...one, place })))
      .filter(({ seq, place }) => seq > since.seq || (seq === since.seq && place > since.place))
      .slice(0, limit)
  }

  /** Keeps what one row restated. */
  insert(organization: OrganizationKey, row: RestatedRow): void {
    const kept = this.#rows.get(organization) ?? new Map<number, RestatedRow>()
    this.#rows.set(organization, kept)
    if (row.restated.length > 0 && !kept.has(row.seq)) kept.set(row.seq, row)
  }
}
