-- Tags, authors and sections grow up: colours, parents, names that lead to them, merging, and counts that are kept.

alter table term
    add colour    text check (colour ~ '^#[0-9a-f]{6}$'),
    add parent_id uuid references term on delete set null,
    add constraint term_is_not_its_own_parent check (parent_id <> id);

create index term_by_parent on term (parent_id) where parent_id is not null;

-- Former slugs and the aliases that editors give are one thing: names that lead to a term. slug is how the name is
-- spelled, name how it was written; a former slug was never written otherwise.
alter table term_alias add name text check (char_length(name) between 1 and 200);

-- Terms that were merged into another, by their ids. Revisions are immutable and live copies are wide, so a merge rewrites
-- neither: what an id of theirs leads to is joined when they are read, as names are. Only the indexes (article_term,
-- publication_term, publication_period_term) are rewritten; so they, and all that is asked through them, know one id.
create table term_former (
    id      uuid primary key,
    kind    text not null,
    term_id uuid not null references term on delete cascade
);

create index term_former_by_term on term_former (term_id);

-- How many live articles and working copies carry a term. Counted at read they would cost what the term's articles are,
-- times the terms of a page; a counter in the term's own row would let the writers of a popular tag queue for it. So
-- changes are appended, and folded into the counter in the background: the truth is the sum of both, at any moment.
create table term_count (
    term_id        uuid   primary key references term on delete cascade,
    articles       bigint not null,
    working_copies bigint not null
);

create table term_count_change (
    term_id        uuid    not null,
    articles       integer not null,
    working_copies integer not null
);

-- A trigger, so that no way in or out (cascades, merges, whoever writes the tables next) can forget it; one run a
-- statement, whatever it touched.
create function count_terms() returns trigger language plpgsql as
$$
declare
    live    integer := (tg_table_name = 'publication_term')::integer;
    working integer := 1 - live;
begin
    if tg_op <> 'DELETE' then
        insert into term_count_change (term_id, articles, working_copies)
        select term_id, count(*) * live, count(*) * working from came group by term_id;
    end if;
    if tg_op <> 'INSERT' then
        insert into term_count_change (term_id, articles, working_copies)
        select term_id, -count(*) * live, -count(*) * working from went group by term_id;
    end if;
    return null;
end
$$;

create trigger publication_term_came after insert on publication_term
    referencing new table as came for each statement execute function count_terms();
create trigger publication_term_went after delete on publication_term
    referencing old table as went for each statement execute function count_terms();
create trigger publication_term_moved after update on publication_term
    referencing old table as went new table as came for each statement execute function count_terms();
create trigger article_term_came after insert on article_term
    referencing new table as came for each statement execute function count_terms();
create trigger article_term_went after delete on article_term
    referencing old table as went for each statement execute function count_terms();
create trigger article_term_moved after update on article_term
    referencing old table as went new table as came for each statement execute function count_terms();

insert into term_count (term_id, articles, working_copies)
select t.id, coalesce(p.n, 0), coalesce(a.n, 0)
from term t
left join (select term_id, count(*) as n from publication_term group by term_id) p on p.term_id = t.id
left join (select term_id, count(*) as n from article_term group by term_id) a on a.term_id = t.id;
