-- Point-in-time reads. A period remembers what a list of its time needs, under the names that publication has, so that
-- both are read by one query; the text is in the revision that it names.

-- What was deleted for good has no past any more; its slugs alone stay reserved.
delete from publication_period p where not exists (select 1 from article a where a.id = p.article_id);

alter table publication add external_id text;
update publication set external_id = summary::json ->> 'externalId';
create index publication_by_external_id on publication (external_id) where external_id is not null;

-- live_until is set ahead where the end is known: an article that expires at noon is not live at noon, whenever the
-- timetable takes it down.
drop index publication_period_open;
drop index publication_period_by_article;

alter table publication_period
    add locale             text,
    add type               text,
    add title              text,
    add external_id        text,
    add published_at       timestamptz,
    add first_published_at timestamptz,
    add created_at         timestamptz,
    add updated_at         timestamptz,
    add tag_ids            uuid[],
    add author_ids         uuid[],
    add section_id         uuid,
    add related_ids        uuid[];

create function ids_in(list jsonb) returns uuid[] language sql immutable as
$$
    select coalesce(array_agg(entry.id::uuid order by entry.place), '{}')
    from jsonb_array_elements_text(coalesce(list, '[]')) with ordinality as entry(id, place)
$$;

update publication_period p set
    locale = r.content ->> 'locale',
    type = r.content ->> 'type',
    title = r.content ->> 'title',
    external_id = r.content ->> 'externalId',
    published_at = coalesce((r.content ->> 'publishedAt')::timestamptz, a.first_published_at),
    first_published_at = a.first_published_at,
    created_at = a.created_at,
    updated_at = p.live_from,
    tag_ids = ids_in(r.content -> 'tags'),
    author_ids = ids_in(r.content -> 'authors'),
    section_id = (r.content ->> 'section')::uuid,
    related_ids = ids_in(r.content -> 'related'),
    live_until = coalesce(p.live_until, (select l.expire_at from publication l where l.article_id = p.article_id))
from article a, revision r
where a.id = p.article_id and r.article_id = p.article_id and r.number = p.revision;

drop function ids_in;

alter table publication_period
    alter locale set not null,
    alter type set not null,
    alter title set not null,
    alter published_at set not null,
    alter first_published_at set not null,
    alter created_at set not null,
    alter updated_at set not null,
    alter tag_ids set not null,
    alter author_ids set not null,
    alter related_ids set not null,
    add foreign key (article_id) references article on delete cascade,
    -- No retention can take a revision away that a period names.
    add foreign key (article_id, revision) references revision;

create index publication_period_by_article on publication_period (article_id, live_from, id);
create index publication_period_by_external_id on publication_period (external_id, live_from)
    where external_id is not null;
create index publication_period_by_published on publication_period (published_at desc, article_id desc);
create index publication_period_by_first_published on publication_period (first_published_at desc, article_id desc);
create index publication_period_by_created on publication_period (created_at desc, article_id desc);
create index publication_period_by_updated on publication_period (updated_at desc, article_id desc);
create index publication_period_by_title on publication_period (title, article_id);

-- The same for periods as publication_term is for live copies.
create table publication_period_term (
    term_id      uuid        not null references term on delete cascade,
    published_at timestamptz not null,
    article_id   uuid        not null,
    period_id    bigint      not null references publication_period on delete cascade,
    live_from    timestamptz not null,
    primary key (term_id, published_at, article_id, period_id) include (live_from)
);

create index publication_period_term_by_period on publication_period_term (period_id);

insert into publication_period_term (term_id, published_at, article_id, period_id, live_from)
select t.id, p.published_at, p.article_id, p.id, p.live_from
from publication_period p join term t on t.id = any(p.tag_ids || p.author_ids || p.section_id);
