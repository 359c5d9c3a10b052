-- The change log: one row per change, in the transaction that makes it.

create table change (
    id         bigint generated always as identity primary key,
    -- Given after commit by one sequencer at a time, so that a reader who has seen a position never meets a smaller one
    -- later; a number drawn inside the writing transaction could become visible out of order.
    position   bigint unique,
    kind       text        not null,
    -- Whether readers of live content can see it, or only editors.
    live       boolean     not null,
    article_id uuid,
    term_id    uuid,
    revision   integer,
    slug       text,
    at         timestamptz not null
);

create index change_without_position on change (id) where position is null;
