-- What makes every write safe to repeat, and who did what.

-- The answers to writes that carried an Idempotency-Key, for 24 hours. Written in the write's own transaction: an answer
-- is here exactly when what it tells of was done.
create table idempotency (
    key_id      uuid        not null,
    name        text        not null check (char_length(name) between 1 and 255),
    -- Which item of a batch; -1 for a write by itself.
    item        integer     not null,
    fingerprint bytea       not null,
    status      integer     not null,
    headers     text        not null,
    body        bytea       not null,
    at          timestamptz not null,
    primary key (key_id, name, item)
);

create index idempotency_by_age on idempotency (at);

-- The change log is the audit as well: one row tells what happened, and who did it from where. key_id is null and the
-- actor "broadsheet" where the app acted by itself, as when a schedule came due.
alter table change
    add column key_id  uuid,
    add column actor   text not null default 'broadsheet',
    add column address text,
    add column detail  text;
alter table change alter column actor drop default;

create index change_by_time on change (at desc, id desc);
create index change_by_article on change (article_id, at desc, id desc) where article_id is not null;
create index change_by_key on change (key_id, at desc, id desc) where key_id is not null;

-- Who works on an article alone, and until when. Not part of its state: the ETag stays.
alter table article
    add column lock_key_id uuid,
    add column lock_actor  text,
    add column lock_since  timestamptz,
    add column lock_until  timestamptz,
    add check ((lock_key_id is null) = (lock_until is null));
