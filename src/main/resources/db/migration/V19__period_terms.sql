-- What a period was filed under is written with it, seven rows at a time, and each was checked twice for what the same
-- statement had just read or written. Instead, they go when their period or their term goes. One that is written while
-- its term is being deleted may stay: nobody finds it, for nothing leads to that term any more.

alter table publication_period_term
    drop constraint publication_period_term_term_id_fkey,
    drop constraint publication_period_term_period_id_fkey;

create function forget_period_terms() returns trigger language plpgsql as
$$
begin
    if tg_table_name = 'term' then
        delete from publication_period_term t using went w where t.term_id = w.id;
    else
        delete from publication_period_term t using went w where t.period_id = w.id;
    end if;
    return null;
end
$$;

create trigger term_went after delete on term
    referencing old table as went for each statement execute function forget_period_terms();
create trigger publication_period_went after delete on publication_period
    referencing old table as went for each statement execute function forget_period_terms();
