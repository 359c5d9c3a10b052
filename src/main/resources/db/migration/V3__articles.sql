-- The newsroom: working copies and their immutable revisions.

-- Identity, pointers and facts. Status is derived from the facts and the clock, never stored.
create table article (
    id                 uuid primary key,
    translation_group  uuid        not null,
    revision           integer     not null,
    -- Raised by every change of state; with revision it makes the working copy's ETag, "r7.3".
    state              integer     not null,
    live_revision      integer,
    -- A schedule is pinned to its revision.
    publish_at         timestamptz,
    publish_revision   integer,
    publish_failed_at  timestamptz,
    expire_at          timestamptz,
    archived_at        timestamptz,
    trashed_at         timestamptz,
    first_published_at timestamptz,
    created_at         timestamptz not null,
    updated_at         timestamptz not null,
    -- From here on: copied from the current revision, to find and sort working copies by.
    external_id        text unique check (char_length(external_id) <= 200),
    slug               text        not null unique check (char_length(slug) between 1 and 200),
    locale             text        not null,
    type               text        not null,
    title              text,
    published_at       timestamptz,
    check ((publish_at is null) = (publish_revision is null))
);

create index article_by_updated on article (updated_at desc, id desc);
create index article_by_created on article (created_at desc, id desc);
create index article_due_to_publish on article (publish_at) where publish_at is not null;
create index article_due_to_expire on article (expire_at) where expire_at is not null and live_revision is not null;

create table article_term (
    term_id    uuid not null references term on delete cascade,
    article_id uuid not null references article on delete cascade,
    primary key (term_id, article_id)
);

create index article_term_by_article on article_term (article_id);

-- Every name that leads to an article: the working copy's slug, the live one, and all that were ever live. The primary
-- key is what makes a slug unique among all of them. No foreign key: a slug once live stays reserved when its article is
-- deleted for good, and answers 410.
create table slug (
    slug       text primary key check (char_length(slug) between 1 and 200),
    article_id uuid    not null,
    once_live  boolean not null
);

create index slug_by_article on slug (article_id);

create table revision (
    article_id    uuid        not null references article on delete cascade,
    number        integer     not null check (number > 0),
    content       jsonb       not null,
    -- What the editor sent, verbatim; for editors alone.
    source_format text,
    source        text,
    created_at    timestamptz not null,
    key_id        uuid,
    key_name      text        not null,
    note          text check (char_length(note) <= 500),
    primary key (article_id, number)
);

