-- The life of an article: what failed, what is due, and which revisions may go.

-- Why a due publication failed last, as JSON; null once it is mended, replaced or called off.
alter table article add column publish_failure text;

-- In the order of the schedule, so that a page of it is read off them. Whatever will expire is on the second: also what
-- is only scheduled yet.
drop index article_due_to_publish;
drop index article_due_to_expire;
create index article_due_to_publish on article (publish_at, id) where publish_at is not null;
create index article_due_to_expire on article (expire_at, id)
    where expire_at is not null and (live_revision is not null or publish_at is not null);

-- Saved by a program while somebody types; the next one of the same key takes its place.
alter table revision add column autosave boolean not null default false;

create index revision_autosaved on revision (article_id, key_id) where autosave;

-- Where retention stands: it has seen every article that was written to until then, by the number that was to be kept.
create table retention (
    only_row   boolean     primary key default true check (only_row),
    keep       integer     not null,
    seen_until timestamptz not null
);

insert into retention (keep, seen_until) values (0, '-infinity');

-- Articles with more revisions than are kept whatever their age, and of when the oldest of the others is. No foreign
-- key: its lock on the article would stand in an editor's way.
create table revision_surplus (
    article_id uuid        primary key,
    oldest     timestamptz not null
);

create index revision_surplus_by_age on revision_surplus (oldest);
