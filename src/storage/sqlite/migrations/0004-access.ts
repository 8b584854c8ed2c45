import type { Migration } from '../migration.ts'

/**
 * Organizations, tokens and the audit trail. `scopes` holds words parted by spaces, as OAuth writes them; a token
 * with `limited = 1` opens the spaces listed in `token_spaces` alone.
 */
export const accessMigration: Migration = {
  version: 4,
  up(db) {
    db.exec(`
      create table organizations (
        key integer primary key,
        id text not null unique,
        name text not null,
        created_at integer not null
      ) strict;

      create table tokens (
        id text primary key,
        organization integer not null,
        name text not null,
        hash text not null unique,
        scopes text not null,
        limited integer not null check (limited in (0, 1)),
        created_at integer not null,
        expires_at integer
      ) strict;
      create index tokens_by_organization on tokens (organization, created_at, id);

      create table token_spaces (
        token text not null references tokens (id) on delete cascade,
        position integer not null,
        space integer not null,
        primary key (token, position)
      ) strict, without rowid;

      create table audit (
        sequence integer primary key autoincrement,
        organization integer not null,
        at integer not null,
        actor text not null,
        action text not null,
        target text not null,
        before text,
        after text
      ) strict;
      create index audit_by_organization on audit (organization, sequence);
    `)
  },
}
