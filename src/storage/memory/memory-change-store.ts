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
    return this.#placed(organization)
      .filter((change) => comparePlaces(change, since) > 0)
      .slice(0, limit)
  }

  async listBefore(
    organization: OrganizationKey,
    before: ChangePlace,
    limit: number,
  ): Promise<readonly PlacedChange[]> {
    return this.#placed(organization)
      .filter((change) => comparePlaces(change, before) < 0)
      .toReversed()
      .slice(0, limit)
  }

  #placed(organization: OrganizationKey): readonly PlacedChange[] {
    return [...(this.#rows.get(organization)?.values() ?? [])]
      .flatMap(({ restated, ...row }) => restated.map((one, place) => ({ ...row, ...one, place })))
      .toSorted(comparePlaces)
  }

  /** Keeps what one row restated. */
  insert(organization: OrganizationKey, row: RestatedRow): void {
    const kept = this.#rows.get(organization) ?? new Map<number, RestatedRow>()
    this.#rows.set(organization, kept)
    if (row.restated.length > 0 && !kept.has(row.seq)) kept.set(row.seq, row)
  }
}

function comparePlaces(a: ChangePlace, b: ChangePlace): number {
  return a.seq - b.seq || a.place - b.place
}
