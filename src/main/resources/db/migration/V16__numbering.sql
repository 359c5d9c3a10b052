-- Gives the changes that are committed their positions, at most so many, and tells who listens. One call is one trip to
-- the database, where lock, statement and commit were three.
create function number_changes(most integer) returns integer language plpgsql set lock_timeout = '2s' as
$$
declare
    given integer;
    last  bigint;
begin
    perform pg_advisory_xact_lock(hashtextextended('broadsheet_changes', 14));
    -- A statement of its own, which sees what the last holder of the lock committed.
    with waiting as (select id from change where position is null order by id limit most),
    placed as (select id, row_number() over (order by id) as place from waiting),
    so_far as (select coalesce(max(position), 0) as position from change),
    numbered as (
        update change c set position = s.position + p.place from placed p, so_far s where c.id = p.id
        returning c.position)
    select count(*), max(n.position) into given, last from numbered n;
    if given > 0 then
        perform pg_notify('broadsheet_changes', last::text);
    end if;
    return given;
end
$$;
