-- Tags, authors and sections: one table, so that a filter, a count or a page of names is one lookup for all three.

create table term (
    id          uuid primary key,
    kind        text        not null check (kind in ('tag', 'author', 'section')),
    slug        text        not null check (char_length(slug) between 1 and 200),
    name        text        not null check (char_length(name) between 1 and 200),
    description text check (char_length(description) <= 2000),
    version     integer     not null,
    created_at  timestamptz not null,
    updated_at  timestamptz not null,
    unique (kind, slug)
);

create index term_by_name on term (kind, lower(name));

-- Former slugs. They keep finding their term, in articles sent and in filters.
create table term_alias (
    kind    text not null,
    slug    text not null,
    term_id uuid not null references term on delete cascade,
    primary key (kind, slug)
);

create index term_alias_by_term on term_alias (term_id);
