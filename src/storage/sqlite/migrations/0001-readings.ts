import type { Migration } from '../migration.ts'

/**
 * The reading log: rows in order of arrival, and the packs by subject and day that checkpoints turn them into.
 *
 * Every blob carries a format version, a checksum and its own key. `log_state` has one row: log rows up to
 * `packed` have been moved into packs, and `last` is the highest sequence ever given. `packed_subjects` says what
 * should be found in `packs`. `packs.carry` comes before `packs.body`, so that reading it does not load the body.
 */
export const readingsMigration: Migration = {
  version: 1,
  up(db) {
    db.exec(`
      create table log_rows (
        sequence integer primary key,
        readings integer not null,
        body blob not null
      ) strict;

      create table log_state (
        id integer primary key check (id = 1),
        packed integer not null,
        last integer not null
      ) strict;
      insert into log_state (id, packed, last) values (1, 0, 0);

      create table packs (
        subject integer not null,
        day integer not null,
        readings integer not null,
        carry blob not null,
        body blob not null,
        primary key (subject, day)
      ) strict;

      create table packed_subjects (
        subject integer primary key,
        packs integer not null,
        readings integer not null
      ) strict;
    `)
  },
}
