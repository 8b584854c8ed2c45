import type { Migration } from '../migration.ts'

/**
 * What organizations have set up. `position` keeps the order of the lists inside an item. A `null` in `from_ms` or
 * `until_ms` stands for the beginning or the end of time.
 */
export const portfolioMigration: Migration = {
  version: 3,
  up(db) {
    db.exec(`
      create table counters (
        name text primary key,
        value integer not null
      ) strict, without rowid;
      insert into counters (name, value) values ('next_key', 1), ('probes', 0);

      create table spaces (
        key integer primary key,
        organization integer not null,
        id text not null,
        location_id integer not null,
        parent integer,
        name text not null,
        type text not null,
        time_zone text,
        capacity real,
        counting_mode text,
        daily_reset_minutes integer not null,
        function text,
        status text not null,
        address text,
        iwms_id text,
        size_area real,
        cost_per_sqft real,
        go_live_date_utc text,
        created_at integer not null,
        unique (organization, id),
        unique (organization, location_id)
      ) strict;

      create table sensors (
        key integer primary key,
        organization integer not null,
        serial_number text not null,
        type text not null,
        hardware_type text,
        firmware_version text,
        heartbeat_ms real,
        created_at integer not null,
        updated_at integer not null,
        unique (organization, serial_number)
      ) strict;

      create table coverage (
        sensor integer not null references sensors (key) on delete cascade,
        position integer not null,
        space integer not null,
        from_ms integer,
        until_ms integer,
        primary key (sensor, position)
      ) strict, without rowid;

      create table doorways (
        key integer primary key,
        organization integer not null,
        id text not null,
        name text not null,
        created_at integer not null,
        deleted_at integer,
        unique (organization, id)
      ) strict;

      create table doorway_sensors (
        doorway integer not null references doorways (key) on delete cascade,
        position integer not null,
        sensor integer not null,
        from_ms integer,
        until_ms integer,
        primary key (doorway, position)
      ) strict, without rowid;

      create table doorway_sides (
        doorway integer not null references doorways (key) on delete cascade,
        position integer not null,
        space integer not null,
        placement integer not null check (placement in (1, -1)),
        primary key (doorway, position)
      ) strict, without rowid;

      create table label_groups (
        key integer primary key,
        organization integer not null,
        id text not null,
        name text not null,
        unique (organization, id)
      ) strict;

      create table labels (
        key integer primary key,
        organization integer not null,
        id text not null,
        name text not null,
        label_group integer,
        unique (organization, id)
      ) strict;

      create table label_spaces (
        label integer not null references labels (key) on delete cascade,
        position integer not null,
        space integer not null,
        primary key (label, position)
      ) strict, without rowid;

      create table displays (
        key integer primary key,
        organization integer not null,
        id text not null,
        name text not null,
        floor integer not null,
        created_at integer not null,
        unique (organization, id)
      ) strict;
    `)
  },
}
