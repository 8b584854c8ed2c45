import type { Migration } from '../migration.ts'

/**
 * Client credentials, the keys that sign their tokens, and users. `permissions` holds words parted by spaces, as
 * `tokens.scopes` does; a credential with `limited = 1` opens the spaces listed in `credential_spaces` alone.
 * `email_key` is the address as it is compared.
 */
export const clientsAndUsersMigration: Migration = {
  version: 6,
  up(db) {
    db.exec(`
      create table credentials (
        id text primary key,
        organization integer not null,
        name text not null,
        hash text not null unique,
        permissions text not null,
        role text,
        limited integer not null check (limited in (0, 1)),
        created_at integer not null
      ) strict;
      create index credentials_by_organization on credentials (organization, created_at, id);

      create table credential_spaces (
        credential text not null references credentials (id) on delete cascade,
        position integer not null,
        space integer not null,
        primary key (credential, position)
      ) strict, without rowid;

      create table signing_keys (
        id text primary key,
        public_jwk text not null,
        private_jwk text not null,
        created_at integer not null
      ) strict;

      create table users (
        id text primary key,
        organization integer not null,
        email text not null,
        email_key text not null,
        full_name text,
        role text not null,
        created_at integer not null,
        unique (organization, email_key)
      ) strict;

      create table user_spaces (
        user text not null references users (id) on delete cascade,
        position integer not null,
        space text not null,
        primary key (user, position)
      ) strict, without rowid;
    `)
  },
}
