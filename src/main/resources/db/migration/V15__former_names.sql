-- Two reasons why a name leads to a term: somebody wrote it down, or the term, or one that was merged into it, was called
-- so. Either may end, or rather only the first: what was published under a name goes on leading there. A name may have
-- both reasons, and still leads to one term only.

alter table term_alias
    add written boolean not null default true,
    add former  boolean not null default false,
    add constraint term_alias_has_a_reason check (written or former);

-- Of those from before, the log tells which slugs a term has had. What a merged one was called it doesn't: that stays
-- among the written ones, where it was.
update term_alias a set former = true, written = a.name is not null
where exists (
    select 1 from change c
    where c.slug = a.slug
        and (c.term_id = a.term_id or c.term_id in (select f.id from term_former f where f.term_id = a.term_id)));

alter table term_alias alter written drop default, alter former drop default;
