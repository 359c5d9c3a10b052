-- What is told of an article that is not where it was: why it was taken down, what took its place, and the redirects
-- that editors make by hand.

-- Facts of the article, not content: given when it is taken down, cleared when it goes live again.
alter table article
    add column gone_reason text check (char_length(gone_reason) between 1 and 500),
    add column successor_id uuid references article on delete set null,
    add column successor_url text check (char_length(successor_url) <= 2000),
    add constraint article_successor_is_one check (successor_id is null or successor_url is null),
    add constraint article_successor_is_another check (successor_id <> id);

create index article_by_successor on article (successor_id) where successor_id is not null;

alter table publication add column canonical_url text;

update publication set canonical_url = detail::json ->> 'canonicalUrl';

-- hash: looked up by equality alone, and a URL may be longer than a B-tree takes.
create index publication_by_canonical on publication using hash (canonical_url);

-- Collate "C": pages and prefixes are read off the index, in the order of the bytes.
create table redirect (
    id         uuid primary key,
    -- A path of the site in its normal form, with its query if it has one.
    source     text collate "C" not null unique check (char_length(source) between 1 and 2000),
    -- Where it leads: a URL or a path as it is answered, or an article, or nowhere any more.
    target     text check (char_length(target) between 1 and 2000),
    -- The target in the form of a source, if it is a path of the site: what chains are found by.
    target_key text collate "C" check (char_length(target_key) between 1 and 2000),
    article_id uuid references article on delete cascade,
    status     integer     not null check (status in (301, 302, 307, 308, 410)),
    note       text check (char_length(note) <= 500),
    version    integer     not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    check ((status = 410) = (target is null and article_id is null)),
    check (target is null or article_id is null),
    check (target_key is null or target is not null)
);

create index redirect_by_target on redirect (split_part(target_key, '?', 1)) where target_key is not null;
create index redirect_by_article on redirect (article_id) where article_id is not null;

alter table change add column redirect_id uuid;
