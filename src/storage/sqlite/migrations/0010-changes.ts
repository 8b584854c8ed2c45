import type { Migration } from '../migration.ts'

/**
 * Which closed figures were restated by which row of the log. Days are counted from 1970-01-01. `covered` in
 * `change_heads` is the position up to which rows were looked at.
 */
export const changesMigration: Migration = {
  version: 10,
  up(db) {
    db.exec(`
      create table changes (
        organization integer not null,
        seq integer not null,
        place integer not null,
        at integer not null,
        actor text,
        cause text not null,
        space integer not null,
        from_day integer not null,
        to_day integer not null,
        primary key (organization, seq, place)
      ) strict, without rowid;
      create index changes_by_time on changes (at);

      create table change_heads (
        organization integer primary key,
        covered integer not null
      ) strict;
    `)
  },
}
