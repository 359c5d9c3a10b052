-- Full-text search. What a vector is made of is spelled by the application (letters folded, one language per article):
-- nothing here needs an extension, which an external server may not have.

-- The text search configurations that articles are written in. Few, and never fewer: a query is put in each of them.
create table search_language (config text primary key);

insert into search_language (config) values ('simple');

-- The live copies by their words. A narrow table of its own: finding reads nothing else, not even the copies. Vectors
-- of two kilobytes and more (200 different words) are kept beside it, so that a hundred rows are in a block.
create table publication_search (
    article_id   uuid primary key references publication on delete cascade,
    published_at timestamptz not null,
    search       tsvector    not null,
    -- For suggestions: the index of all words would have to look each match up to see where it stands.
    title        tsvector    not null generated always as (ts_filter(search, '{a}')) stored
) with (toast_tuple_target = 128);

alter table publication_search alter search set storage external, alter title set storage external;

create index publication_search_by_words on publication_search using gin (search);
create index publication_search_by_title on publication_search using gin (title);

-- The working copies by theirs, for editors. Apart, so that no reader's query touches a draft.
create table article_search (
    article_id uuid primary key references article on delete cascade,
    revision   integer  not null,
    search     tsvector not null
);

create index article_search_by_words on article_search using gin (search);

-- Title, kicker and summary, names, body; plain words in the article's language, and as they are typed. The mark tells
-- the language, so that one query asks each article in its own.
create function search_vector(config text, plain text[], typed text[]) returns tsvector language sql stable as
$$
    select array_to_tsvector(array['~' || config])
        || setweight(to_tsvector(config::regconfig, plain[1]) || to_tsvector('simple', typed[1]), 'A')
        || setweight(to_tsvector(config::regconfig, plain[2]) || to_tsvector('simple', typed[2]), 'B')
        || setweight(to_tsvector(config::regconfig, plain[3]) || to_tsvector('simple', typed[3]), 'C')
        || setweight(to_tsvector(config::regconfig, plain[4]) || to_tsvector('simple', typed[4]), 'D')
$$;

create aggregate all_of(tsquery) (sfunc = tsquery_and, stype = tsquery, initcond = '');
create aggregate any_of(tsquery) (sfunc = tsquery_or, stype = tsquery, initcond = '');

-- Every match, out of the index of words and in no other way: the database doesn't know what it costs to unpack a
-- vector, and would rather read the table through.
create function live_hits(query tsquery) returns table (published_at timestamptz, article_id uuid)
    language sql stable rows 2000 set enable_seqscan = off set enable_indexscan = off as
$$
    select s.published_at, s.article_id from publication_search s where s.search @@ query
$$;

create function live_titles(query tsquery) returns table (published_at timestamptz, article_id uuid)
    language sql stable rows 2000 set enable_seqscan = off set enable_indexscan = off as
$$
    select s.published_at, s.article_id from publication_search s where s.title @@ query
$$;

create function working_hits(query tsquery) returns table (article_id uuid)
    language sql stable rows 2000 set enable_seqscan = off set enable_indexscan = off as
$$
    select s.article_id from article_search s where s.search @@ query
$$;

-- How many live copies the database expects to match, by its statistics: nothing is read. Volatile, for EXPLAIN wants it so.
create function live_hits_expected(query tsquery, part text default 'search') returns double precision
    language plpgsql as
$$
declare
    plan json;
begin
    execute format('explain (format json) select from publication_search where %I @@ %L::tsquery', part, query) into plan;
    return (plan -> 0 -> 'Plan' ->> 'Plan Rows')::double precision;
end
$$;

-- What the database expects of words that it doesn't know is a guess, the larger the more alternatives a query has: the
-- same query of words that nobody has shows how large.
create function live_hits_known(query tsquery, part text default 'search') returns boolean language sql as
$$
    select live_hits_expected(query, part)
        > 2 * live_hits_expected(regexp_replace(query::text, $re$'([^'~ :)&|<])$re$, $re$'~~\1$re$, 'g')::tsquery, part)
$$;

-- Articles whose vectors have to be made (again), beside the requests. No foreign key: its lock on the article would
-- stand in an editor's way.
create table search_stale (article_id uuid primary key);

insert into search_stale (article_id) select id from article;

-- Terms that were renamed. Their articles go stale at once, and once more a while later, for what was being written
-- meanwhile under the former name.
create table search_renamed (
    term_id    uuid primary key references term on delete cascade,
    renamed_at timestamptz not null,
    settled    boolean     not null default false
);

-- Words of live titles and names, to find what was meant by a word that nothing has: folded, as it is spelled, and its
-- runs of three letters.
create table search_word (
    word     text primary key,
    spelling text   not null,
    grams    text[] not null
);

create index search_word_by_grams on search_word using gin (grams);

-- Until when the titles of live copies have been read for their words.
create table search_vocabulary (
    only_row   boolean     primary key default true check (only_row),
    seen_until timestamptz not null
);

insert into search_vocabulary (seen_until) values ('-infinity');

-- Tags, authors and sections by their names; key is the whole name, folded.
create table term_search (
    term_id uuid primary key references term on delete cascade,
    key     text     not null,
    search  tsvector not null
);

create index term_search_by_words on term_search using gin (search);

-- Those from before.
create table term_search_missing (term_id uuid primary key);

insert into term_search_missing (term_id) select id from term;
