import type { Migration } from '../migration.ts'

/**
 * Log rows with positions: `seq` counts the rows of an organization, `sequence` goes on counting those of the store.
 * Rows from before belong to no organization (0) and stay as they are until a checkpoint packs them; there are never
 * more of them than wait for one, so this takes a moment. Columns come before `body`, so that reading them does not
 * load it.
 *
 * `log_heads` has the last position of each organization, the number of changes up to it, and the position of the
 * last change of its set-up.
 */
export const positionsMigration: Migration = {
  version: 9,
  up(db) {
    db.exec(`
      create table positioned_rows (
        sequence integer primary key,
        organization integer not null,
        seq integer not null,
        epoch integer not null,
        at integer not null,
        readings integer not null,
        total integer not null,
        body blob not null
      ) strict;
      insert into positioned_rows (sequence, organization, seq, epoch, at, readings, total, body)
        select sequence, 0, sequence, 0, 0, readings, 0, body from log_rows order by sequence;
      drop table log_rows;
      alter table positioned_rows rename to log_rows;
      create unique index log_positions on log_rows (organization, seq);

      create table log_heads (
        organization integer primary key,
        seq integer not null,
        total integer not null,
        set_up integer not null
      ) strict;

      alter table log_state add column epoch integer not null default 0;
    `)
  },
}
