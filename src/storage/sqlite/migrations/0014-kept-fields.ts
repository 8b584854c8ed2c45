import type { Migration } from '../migration.ts'

/** What is kept for clients of Density and given back as it was: a flag of spaces, and addresses of sensors. */
export const keptFieldsMigration: Migration = {
  version: 14,
  up(db) {
    db.exec(`
      alter table spaces add column binary_occupancy integer not null default 0;

      create table sensor_addresses (
        sensor integer not null references sensors (key) on delete cascade,
        position integer not null,
        address text not null,
        family text not null,
        interface text not null,
        mac text not null,
        primary key (sensor, position)
      ) strict, without rowid;
    `)
  },
}
