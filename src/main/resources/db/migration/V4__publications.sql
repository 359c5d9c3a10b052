-- The newsstand: one row per live article, shaped for reading. Readers see nothing else.

create table publication (
    article_id         uuid primary key references article on delete cascade,
    revision           integer     not null,
    slug               text        not null unique,
    locale             text        not null,
    type               text        not null,
    title              text        not null,
    published_at       timestamptz not null,
    first_published_at timestamptz not null,
    created_at         timestamptz not null,
    -- When this copy went live.
    updated_at         timestamptz not null,
    expire_at          timestamptz,
    tag_ids            uuid[]      not null,
    author_ids         uuid[]      not null,
    section_id         uuid,
    related_ids        uuid[]      not null,
    -- Finished JSON. text, not jsonb: it is handed on, never looked into. Names of terms are joined when read.
    summary            text        not null,
    detail             text        not null,
    body               text        not null,
    body_html          text        not null,
    body_text          text        not null
);

create index publication_by_published on publication (published_at desc, article_id desc);
create index publication_by_first_published on publication (first_published_at desc, article_id desc);
create index publication_by_created on publication (created_at desc, article_id desc);
create index publication_by_updated on publication (updated_at desc, article_id desc);
create index publication_by_title on publication (title, article_id);


-- Tag algebra runs over this one: a term's articles, newest first, without touching another row.
create table publication_term (
    term_id      uuid        not null references term on delete cascade,
    published_at timestamptz not null,
    article_id   uuid        not null references publication on delete cascade,
    primary key (term_id, published_at, article_id)
);

create index publication_term_by_article on publication_term (article_id, term_id);

-- What was live when, for point-in-time reads: transaction time, append-only but for the closing of the last row.
-- No foreign key: it outlives the article.
create table publication_period (
    id         bigint generated always as identity primary key,
    article_id uuid        not null,
    revision   integer     not null,
    slug       text        not null,
    live_from  timestamptz not null,
    live_until timestamptz,
    check (live_until >= live_from)
);

create index publication_period_by_article on publication_period (article_id, live_from);
create unique index publication_period_open on publication_period (article_id) where live_until is null;
