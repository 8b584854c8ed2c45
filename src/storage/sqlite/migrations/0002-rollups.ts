import type { Migration } from '../migration.ts'

/**
 * Rollups: a block for each space and UTC month (`month` counts from 1970-01), and the days whose slots have yet to
 * be derived. A `null` in `until_day` means that the days go on for ever.
 *
 * `blocks` keeps its rowid: SQLite reads long values from such tables more than twice as fast as from others.
 */
export const rollupsMigration: Migration = {
  version: 2,
  up(db) {
    db.exec(`
      create table blocks (
        space integer not null,
        month integer not null,
        body blob not null,
        primary key (space, month)
      ) strict;

      create table stale_days (
        space integer not null,
        from_day integer not null,
        until_day integer,
        primary key (space, from_day)
      ) strict, without rowid;
    `)
  },
}
