-- As before, but tells with the position which node it was: that one knows already, and need not look at once.
create or replace function append_changes(
    whole boolean, key_id uuid, actor text, address text, node uuid, kinds text[], lives boolean[], articles uuid[],
    terms uuid[], redirects uuid[], revisions integer[], slugs text[], moments timestamptz[], details text[])
    returns boolean language plpgsql as
$$
declare
    last bigint;
begin
    if whole and pg_try_advisory_xact_lock(hashtextextended('broadsheet_changes', 14)) then
        perform set_config('idle_in_transaction_session_timeout', '2s', true);
        -- A statement of its own, which sees what the last holder of the lock committed. What waits is older, perhaps of
        -- the same article, and goes first.
        select case when not exists (select from change c where c.position is null)
            then (select coalesce(max(c.position), 0) from change c) end into last;
    end if;
    insert into change (
        position, kind, live, article_id, term_id, redirect_id, revision, slug, at, detail, key_id, actor, address, node)
    select last + c.place, c.kind, c.live, c.article_id, c.term_id, c.redirect_id, c.revision, c.slug, c.at, c.detail,
        append_changes.key_id, append_changes.actor, append_changes.address, append_changes.node
    from unnest(kinds, lives, articles, terms, redirects, revisions, slugs, moments, details) with ordinality
        as c(kind, live, article_id, term_id, redirect_id, revision, slug, at, detail, place)
    order by c.place;
    if last is not null then
        perform pg_notify('broadsheet_changes', concat_ws(' ', last + cardinality(kinds), append_changes.node));
    end if;
    return last is not null;
end
$$;
