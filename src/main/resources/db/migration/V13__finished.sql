-- The live copy as finished JSON: texts that an answer is put together from as they are. What is joined when read stands
-- between them: the opening, the body, the names of terms, the details, related articles, the closing. A list has its own
-- text behind the names.
alter table publication
    add opening text,
    add listing text,
    add details text,
    add closing text;

-- Member by member as text, so that every digit stays as it was written.
update publication p set opening = f.opening, listing = f.listing, details = f.details, closing = f.closing
from (
    select l.article_id,
        string_agg(m.text, ',' order by m.place) filter (where m.place <= 13) as opening,
        string_agg(m.text, ',' order by m.place) filter (where m.place > 13 and m.listed) as listing,
        string_agg(m.text, ',' order by m.place) filter (where m.place between 14 and 23) as details,
        string_agg(m.text, ',' order by m.place) filter (where m.place > 23) as closing
    from publication l
    left join revision r on r.article_id = l.article_id and r.number = l.revision
    cross join lateral (
        select o.place, o.name not in ('source', 'copyright', 'canonicalUrl', 'location', 'seo', 'custom') as listed,
            to_json(o.name)::text || ':' || v.value as text
        from unnest(array['id', 'externalId', 'slug', 'locale', 'type', 'status', 'live', 'modified', 'revision', 'kicker',
                'title', 'summary', 'body', 'hero', 'source', 'copyright', 'canonicalUrl', 'location', 'publishedAt',
                'firstPublishedAt', 'createdAt', 'updatedAt', 'seo', 'custom', 'wordCount', 'readingMinutes', 'excerpt',
                'links']) with ordinality as o(name, place)
        join (
            select s.key, s.value::text from json_each(l.summary::json) s
            union all
            select d.key, case when d.key = 'custom' then coalesce(r.content ->> 'custom', d.value::text) else d.value::text end
            from json_each(l.detail::json) d
            union all
            select k.key, to_json(k.value)::text
            from (values ('id', l.article_id::text), ('status', 'published'),
                ('publishedAt', to_char(l.published_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')),
                ('firstPublishedAt', to_char(l.first_published_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')),
                ('createdAt', to_char(l.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')),
                ('updatedAt', to_char(l.updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))) k(key, value)
            union all
            values ('revision', l.revision::text),
                ('links', '{"self":' || to_json('/api/articles/' || l.slug)::text || '}')
        ) v on v.key = o.name) m
    group by l.article_id) f
where f.article_id = p.article_id;

alter table publication
    alter opening set not null,
    alter listing set not null,
    alter details set not null,
    alter closing set not null,
    drop summary,
    drop detail;
