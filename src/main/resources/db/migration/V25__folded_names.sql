-- Terms are found by their folded names, no longer by how a name is transliterated: 李明 and 黎明 are two authors, though
-- both are spelled li-ming. The app folds names (case, width, composition; FoldedName.java) and keeps the result here, so
-- that a name is found by index. It fills in the rows that are there already when it starts (FoldedNames.java).
--
-- Not unique: two persons may have one name, if their slugs are given. Who makes a term by its name alone holds an advisory
-- lock on that name, so no two are made at the same moment.
alter table term add folded text;

create index term_by_folded_name on term (kind, folded, id);
create index term_to_fold on term (id) where folded is null;

-- An alias has no slug when its spelling is the slug of another term: 黎明 may be an alias beside a tag 李明.
alter table term_alias
    drop constraint term_alias_pkey,
    alter slug drop not null,
    add folded text,
    add id bigint generated always as identity primary key,
    add constraint term_alias_has_a_name check (slug is not null or name is not null);

create unique index term_alias_by_slug on term_alias (kind, slug);
create index term_alias_by_folded_name on term_alias (kind, folded, term_id);
create index term_alias_to_fold on term_alias (id) where folded is null;
