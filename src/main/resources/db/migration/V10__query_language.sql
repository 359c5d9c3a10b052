-- What lists are filtered and sorted by, beside what they were before. Working copies, live copies and past ones call
-- the same thing the same. What a migration can't count (words) is null until the next revision.

alter table publication
    add kicker          text,
    add summary_text    text,
    add word_count      integer not null default 0,
    add reading_minutes integer not null default 0;

update publication set
    kicker = summary::json ->> 'kicker',
    summary_text = summary::json ->> 'summary',
    word_count = (summary::json ->> 'wordCount')::integer,
    reading_minutes = (summary::json ->> 'readingMinutes')::integer;

alter table publication
    alter word_count drop default,
    alter reading_minutes drop default;

create index publication_by_type on publication (type, published_at desc, article_id desc);
create index publication_by_locale on publication (locale, published_at desc, article_id desc);
-- The few that have expired and are not taken down yet.
create index publication_by_expiry on publication (expire_at) where expire_at is not null;
create index publication_by_related on publication using gin (related_ids) where related_ids <> '{}';

alter table publication_period
    add kicker          text,
    add summary_text    text,
    add word_count      integer,
    add reading_minutes integer;

update publication_period p set kicker = r.content ->> 'kicker', summary_text = r.content ->> 'summary'
from revision r where r.article_id = p.article_id and r.number = p.revision;

update publication_period p set word_count = l.word_count, reading_minutes = l.reading_minutes
from publication l where l.article_id = p.article_id and l.revision = p.revision;

alter table article
    add kicker          text,
    add summary_text    text,
    add word_count      integer,
    add reading_minutes integer,
    add related_ids     uuid[] not null default '{}',
    -- The name of the key that sent the current revision.
    add updated_by      text;

update article a set
    kicker = r.content ->> 'kicker',
    summary_text = r.content ->> 'summary',
    related_ids = array(
        select entry.id::uuid
        from jsonb_array_elements_text(coalesce(r.content -> 'related', '[]')) with ordinality as entry(id, place)
        order by entry.place),
    updated_by = r.key_name
from revision r where r.article_id = a.id and r.number = a.revision;

update article a set word_count = p.word_count, reading_minutes = p.reading_minutes
from publication p where p.article_id = a.id and p.revision = a.revision;

create index article_by_related on article using gin (related_ids) where related_ids <> '{}';
