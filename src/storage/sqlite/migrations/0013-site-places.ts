import type { Migration } from '../migration.ts'

/** Sites whose places are named one by one have rows in `site_places`, and no `space`. */
export const sitePlacesMigration: Migration = {
  version: 13,
  up(db) {
    db.exec(`
      alter table sites add column shown_space integer;
      update sites set shown_space = space;
      alter table sites drop column space;
      alter table sites rename column shown_space to space;

      create table site_places (
        site integer not null references sites (key) on delete cascade,
        position integer not null,
        space integer not null,
        primary key (site, position)
      ) strict, without rowid;
    `)
  },
}
