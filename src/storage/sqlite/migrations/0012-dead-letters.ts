import type { Migration } from '../migration.ts'

/** What arrived and could not be taken. `digest` is of all that makes two letters the same. */
export const deadLettersMigration: Migration = {
  version: 12,
  up(db) {
    db.exec(`
      create table dead_letters (
        key integer primary key autoincrement,
        organization integer not null,
        at integer not null,
        kind text not null,
        mapping text not null,
        topic text not null,
        device text not null,
        reason text not null,
        digest blob not null,
        size integer not null,
        payload text not null,
        unique (organization, digest)
      ) strict;
      create index dead_letters_by_key on dead_letters (organization, key, size);
    `)
  },
}
