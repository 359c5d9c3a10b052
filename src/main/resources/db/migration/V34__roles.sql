-- Roles beside the built-in ones.

create table access_role (
    name          text        primary key check (name ~ '^[a-z][a-z0-9-]{0,49}$'),
    -- As in the API: names, articles.* for all of a subject, - in front to take away.
    permissions   text[]      not null,
    -- Ids of terms; empty for any. See the columns of access_key.
    rule_authors  uuid[]      not null default '{}',
    rule_sections uuid[]      not null default '{}',
    rule_tags     uuid[]      not null default '{}',
    rule_locales  text[]      not null default '{}',
    rule_types    text[]      not null default '{}',
    rule_own      boolean     not null default false,
    version       integer     not null default 1,
    created_at    timestamptz not null,
    updated_at    timestamptz not null
);
