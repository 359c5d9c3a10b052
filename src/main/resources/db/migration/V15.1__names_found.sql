-- Tags, authors and sections are found by every name that leads to them, not only by what they are called today.

create aggregate all_names(tsvector) (sfunc = tsvector_concat, stype = tsvector, initcond = '');

-- Between two names stands what nobody can type, so that no phrase reaches from one into the next.
create function names_vector(keys text[]) returns tsvector language sql stable as
$$
    select coalesce(all_names(to_tsvector('simple', n.key) || '''~'':2'::tsvector order by n.place), '')
    from unnest(keys) with ordinality as n(key, place)
$$;

-- All names, each as key has the first of them.
alter table term_search add keys text[];
update term_search set keys = array[key];
alter table term_search alter keys set not null;

insert into term_search_missing (term_id) select id from term on conflict do nothing;
