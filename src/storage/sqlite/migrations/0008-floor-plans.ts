import type { Migration } from '../migration.ts'

/**
 * Floor plans of spaces. The bytes of an image are apart from what is known of it, so that looking at a plan does
 * not read them. `points` is a JSON list of pairs of fractions.
 */
export const floorPlansMigration: Migration = {
  version: 8,
  up(db) {
    db.exec(`
      create table plan_images (
        organization integer not null,
        space integer not null,
        media_type text not null,
        width integer not null,
        height integer not null,
        size_bytes integer not null,
        digest text not null,
        updated_at integer not null,
        primary key (organization, space)
      ) strict, without rowid;

      create table plan_image_bytes (
        organization integer not null,
        space integer not null,
        bytes blob not null,
        primary key (organization, space),
        foreign key (organization, space) references plan_images (organization, space) on delete cascade
      ) strict;

      create table plan_areas (
        organization integer not null,
        plan integer not null,
        position integer not null,
        space integer not null,
        points text not null,
        primary key (organization, plan, position)
      ) strict, without rowid;
      create index plan_areas_by_space on plan_areas (organization, space);
    `)
  },
}
