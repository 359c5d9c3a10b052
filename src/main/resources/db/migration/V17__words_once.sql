-- The words of an article are indexed once: a working copy has a vector of its own only while it isn't what readers see.
-- Publishing moves it to the live copy's, taking down moves it back.

delete from article_search s using publication p where p.article_id = s.article_id and p.revision = s.revision;

create view working_search as
select s.article_id, s.search from article_search s
union all
select l.article_id, l.search from publication_search l
where not exists (select from article_search s where s.article_id = l.article_id);

create or replace function working_hits(query tsquery) returns table (article_id uuid)
    language sql stable rows 2000 set enable_seqscan = off set enable_indexscan = off as
$$
    select s.article_id from working_search s where s.search @@ query
$$;

-- What came and went may be nothing: then there is nothing to count.
create or replace function count_terms() returns trigger language plpgsql as
$$
declare
    live    integer := (tg_table_name = 'publication_term')::integer;
    working integer := 1 - live;
begin
    if tg_op <> 'DELETE' then
        if exists (select from came) then
            insert into term_count_change (term_id, articles, working_copies)
            select term_id, count(*) * live, count(*) * working from came group by term_id;
        end if;
    end if;
    if tg_op <> 'INSERT' then
        if exists (select from went) then
            insert into term_count_change (term_id, articles, working_copies)
            select term_id, -count(*) * live, -count(*) * working from went group by term_id;
        end if;
    end if;
    return null;
end
$$;

-- Of a vector, statistics cost most of what writing a thousand of them costs, and change little: once in three thousand
-- of ten thousand articles is enough. Nothing is planned by those of the working copies.
alter table publication_search set (autovacuum_analyze_scale_factor = 0.3, autovacuum_vacuum_scale_factor = 0.3);
alter table article_search alter search set statistics 0;
