-- Media: one row a file, whatever the number of articles that show it. The bytes are in the file store, under their hash.

create table media (
    id              uuid primary key,
    version         integer     not null,
    -- SHA-256 of the bytes: the same file is stored once.
    hash            text        not null unique check (hash ~ '^[0-9a-f]{64}$'),
    type            text        not null,
    bytes           bigint      not null,
    name            text        not null check (char_length(name) between 1 and 200),
    alt             text        check (char_length(alt) <= 1000),
    caption         text        check (char_length(caption) <= 2000),
    credit          text        check (char_length(credit) <= 200),
    copyright       text        check (char_length(copyright) <= 500),
    license_url     text        check (char_length(license_url) <= 2000),
    license_ends_at timestamptz check (isfinite(license_ends_at)),
    source          text        check (char_length(source) <= 500),
    focus_x         double precision check (focus_x between 0 and 1),
    focus_y         double precision check (focus_y between 0 and 1),
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    trashed_at      timestamptz,
    -- Words of the library's own search.
    search          tsvector    not null generated always as (to_tsvector('simple',
        translate(name, '._-', '   ') || ' ' || coalesce(alt, '') || ' ' || coalesce(caption, '') || ' ' || coalesce(credit, ''))) stored,
    check ((focus_x is null) = (focus_y is null))
);

create index media_by_created on media (created_at desc, id desc);
create index media_by_words on media using gin (search);
create index media_by_license_end on media (license_ends_at) where license_ends_at is not null;

alter table change add column media_id uuid;

-- The subject of a change may be a medium too. Older nodes call the function with the former arguments until they stop,
-- so it stays.
create function append_changes(
    whole boolean, key_id uuid, actor text, address text, node uuid, kinds text[], lives boolean[], articles uuid[],
    terms uuid[], redirects uuid[], media uuid[], revisions integer[], slugs text[], moments timestamptz[], details text[])
    returns boolean language plpgsql as
$$
declare
    last bigint;
begin
    if whole and pg_try_advisory_xact_lock(hashtextextended('broadsheet_changes', 14)) then
        perform set_config('idle_in_transaction_session_timeout', '2s', true);
        -- A statement of its own, so that it sees what the last holder of the lock committed.
        select case when not exists (select from change c where c.position is null)
            then (select coalesce(max(c.position), 0) from change c) end into last;
    end if;
    insert into change (
        position, kind, live, article_id, term_id, redirect_id, media_id, revision, slug, at, detail, key_id, actor, address,
        node)
    select last + c.place, c.kind, c.live, c.article_id, c.term_id, c.redirect_id, c.media_id, c.revision, c.slug, c.at,
        c.detail, append_changes.key_id, append_changes.actor, append_changes.address, append_changes.node
    from unnest(kinds, lives, articles, terms, redirects, media, revisions, slugs, moments, details) with ordinality
        as c(kind, live, article_id, term_id, redirect_id, media_id, revision, slug, at, detail, place)
    order by c.place;
    if last is not null then
        perform pg_notify('broadsheet_changes', concat_ws(' ', last + cardinality(kinds), append_changes.node));
    end if;
    return last is not null;
end
$$;
