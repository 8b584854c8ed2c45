import type { Migration } from '../migration.ts'

/**
 * Capacities that spaces had before their present one, oldest first: each held up to `until_ms`, from the end of
 * the one before it. The present one stays in `spaces`.
 */
export const capacitiesMigration: Migration = {
  version: 5,
  up(db) {
    db.exec(`
      create table space_capacities (
        space integer not null references spaces (key) on delete cascade,
        position integer not null,
        capacity integer,
        until_ms integer not null,
        primary key (space, position)
      ) strict, without rowid;
    `)
  },
}
