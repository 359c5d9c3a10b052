-- What a period was filed under is written with it, seven rows at a time, and each was checked for the period that the
-- same statement had just written. Instead, they go when it goes. The check of the term stays: it is what a merge waits
-- for, and what has a publication tried again that a merge has overtaken.

alter table publication_period_term drop constraint publication_period_term_period_id_fkey;

create function forget_period_terms() returns trigger language plpgsql as
$$
begin
    delete from publication_period_term t using went w where t.period_id = w.id;
    return null;
end
$$;

create trigger publication_period_went after delete on publication_period
    referencing old table as went for each statement execute function forget_period_terms();
