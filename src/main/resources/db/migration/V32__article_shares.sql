-- Preview links: who has the token reads the working copy, or one revision, until the link ends.

create table article_share (
    id         uuid        primary key,
    article_id uuid        not null references article on delete cascade,
    -- null: follows the working copy
    revision   integer,
    -- Keyed, as the hashes of keys.
    hash       bytea       not null unique,
    -- The key that made it, and its name at that time.
    key_id     uuid        not null,
    created_by text        not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    foreign key (article_id, revision) references revision (article_id, number) on delete cascade
);

create index article_share_article on article_share (article_id, created_at);
create index article_share_expiry on article_share (expires_at);
