-- Who may write. Keys are shown once and stored as a keyed hash only.

create table installation (
    only_row   boolean primary key default true check (only_row),
    id         uuid        not null,
    key_secret bytea       not null,
    created_at timestamptz not null
);

create table access_key (
    id            uuid        primary key,
    name          text        not null check (char_length(name) between 1 and 200),
    role          text        not null check (role in ('ADMIN')),
    origin        text        not null check (origin in ('MADE', 'FIRST', 'ENVIRONMENT')),
    conditional   boolean     not null default false,
    no_new_tags   boolean     not null default false,
    lock_takeover boolean     not null default false,
    hash          bytea       not null unique,
    created_at    timestamptz not null,
    expires_at    timestamptz,
    revoked_at    timestamptz
);
