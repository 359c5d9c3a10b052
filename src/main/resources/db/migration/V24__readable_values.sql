-- Values that Java has no type for: infinite times, arrays of ids with null in them. The app writes none of them. Set by
-- hand, one would break every list and export that has its row.
-- NOT VALID: rows that are there already are not read, so the migration takes no longer on a large store.

alter table article
    add constraint article_finite_times check (
        isfinite(created_at) and isfinite(updated_at) and isfinite(published_at) and isfinite(first_published_at)
        and isfinite(publish_at) and isfinite(publish_failed_at) and isfinite(expire_at) and isfinite(archived_at)
        and isfinite(trashed_at) and isfinite(lock_since) and isfinite(lock_until)) not valid,
    add constraint article_whole_ids check (array_position(related_ids, null) is null) not valid;

alter table revision add constraint revision_finite_times check (isfinite(created_at)) not valid;

alter table publication
    add constraint publication_finite_times check (
        isfinite(published_at) and isfinite(first_published_at) and isfinite(created_at) and isfinite(updated_at)
        and isfinite(expire_at)) not valid,
    add constraint publication_whole_ids check (
        array_position(tag_ids, null) is null and array_position(author_ids, null) is null
        and array_position(related_ids, null) is null) not valid;

alter table publication_period
    add constraint publication_period_finite_times check (
        isfinite(live_from) and isfinite(live_until) and isfinite(published_at) and isfinite(first_published_at)
        and isfinite(created_at) and isfinite(updated_at)) not valid,
    add constraint publication_period_whole_ids check (
        array_position(tag_ids, null) is null and array_position(author_ids, null) is null
        and array_position(related_ids, null) is null) not valid;
