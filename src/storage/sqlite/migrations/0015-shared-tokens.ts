import type { Migration } from '../migration.ts'

/** Tokens that are shared with screens and pages, some of them limited to a display. */
export const sharedTokensMigration: Migration = {
  version: 15,
  up(db) {
    db.exec(`
      alter table tokens add column shared integer not null default 0;
      alter table tokens add column display text;
    `)
  },
}
