import type { Migration } from '../migration.ts'

/** What people corrected about counts; those that hold without an end have no `until_ms`. */
export const correctionsMigration: Migration = {
  version: 11,
  up(db) {
    db.exec(`
      create table corrections (
        key integer primary key,
        organization integer not null,
        id text not null,
        kind text not null,
        space integer,
        sensor integer,
        from_ms integer not null,
        until_ms integer,
        value integer,
        reason text,
        actor text not null,
        created_at integer not null,
        unique (organization, id)
      ) strict;
    `)
  },
}
