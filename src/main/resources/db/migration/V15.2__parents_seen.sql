-- A parent is there for readers if a live article carries something below it: descendants=true finds that under its name.
--
-- Asked of a few rows of a page, and never kept: a mark on each parent would have whoever publishes wait for it. It goes
-- down until it meets the first that is carried, reading no more than the family; lateral, for the database would rather
-- read the whole table to join one level to the next.
create function live_below(top uuid) returns boolean language sql stable as
$$
    with recursive family as (
        select c.id from term c where c.parent_id = top
        union
        select c.id from family f cross join lateral (
            select t.id from term t where t.parent_id = f.id offset 0) c)
    select exists (
        select from family f where (select true from publication_term p where p.term_id = f.id limit 1))
$$;
