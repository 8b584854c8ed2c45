import type { Migration } from '../migration.ts'

/**
 * Sites that are published under a slug, which no two organizations share, and the threshold that a space has for
 * the public. `days` of opening hours holds digits from 1 (Sunday) to 7.
 */
export const sitesMigration: Migration = {
  version: 7,
  up(db) {
    db.exec(`
      alter table spaces add column min_count integer;

      create table sites (
        key integer primary key,
        organization integer not null,
        slug text not null unique,
        space integer not null,
        min_count integer not null,
        busy_percent integer not null,
        very_busy_percent integer not null,
        created_at integer not null
      ) strict;
      create index sites_by_organization on sites (organization);

      create table site_hours (
        site integer not null references sites (key) on delete cascade,
        position integer not null,
        days text not null,
        open_minutes integer not null,
        close_minutes integer not null,
        primary key (site, position)
      ) strict, without rowid;
    `)
  },
}
