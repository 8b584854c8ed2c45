import type { AuditEntry } from '../../domain/access/audit.ts'
import type { OrganizationKey } from '../../domain/portfolio/space.ts'

/** An entry with its place in the trail. */
export type PlacedEntry = AuditEntry & { readonly sequence: number }

/** The trail of who changed what, in memory; shared by the stores that add to it. */
export class MemoryAudit {
  readonly #entries: { readonly organization: OrganizationKey; readonly entry: PlacedEntry }[] = []

  add(organization: OrganizationKey, entries: readonly AuditEntry[]): void {
    for (const entry of entries)
      this.#entries.push({ organization, entry: { ...entry, sequence: this.#entries.length + 1 } })
  }

  /** Newest first, at most `limit`, with a sequence below `before`. */
  list(organization: OrganizationKey, limit: number, before: number): readonly PlacedEntry[] {
    return this.#entries
      .filter((item) => item.organization === organization && item.entry.sequence < before)
      .map(({ entry }) => entry)
      .toReversed()
      .slice(0, limit)
  }
}
