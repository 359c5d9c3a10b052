package dev.broadsheet.publications;

import dev.broadsheet.kernel.sql.PreparedQuery;

/**
 * SQL statements that write the live copy of an article: its row in {@code publication}, its slug, its term rows, its
 * search row and the period that begins. Each statement returns two states of the article: the one that readers saw
 * before and the one they see now.
 */
final class PublicationSql {

    /** {@code same}: whether the working copy is at the published revision as well. */
    private static final String HERE =
            "with here as (select ?::uuid as article, ?::timestamptz as now, ?::boolean as same),";

    /**
     * A working copy at the published revision is searched through {@code publication_search}. Its own search row, if
     * it has one, is deleted, and its vector moves to the live copy.
     */
    private static final String MOVED = """
            moved as (
                delete from article_search s using here
                where here.same and s.article_id = here.article returning s.revision, s.search),
            """;

    /** Returns the columns that {@code publication_period} stores. */
    private static final String RETURNING = """
            returning article_id, revision, slug, external_id, locale, type, title, published_at, first_published_at,
                created_at, updated_at, expire_at, tag_ids, author_ids, section_id, related_ids, kicker, summary_text,
                word_count, reading_minutes),
            """;

    /**
     * Upserts the live copy. An unchanged body is set to the stored value, so that PostgreSQL doesn't write it again.
     */
    private static final String COPY = """
            copy as (insert into publication (
                article_id, slug, locale, published_at, first_published_at, created_at, tag_ids, author_ids, section_id,
                revision, external_id, type, title, updated_at, expire_at, related_ids, canonical_url, kicker, summary_text,
                word_count, reading_minutes, opening, listing, details, closing, body, body_html, body_text)
            values (?, ?, ?, ?::timestamptz, ?::timestamptz, ?::timestamptz, ?::uuid[], ?::uuid[], ?::uuid,
                ?, ?, ?, ?, ?::timestamptz, ?::timestamptz, ?::uuid[], ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (article_id) do update set
                slug = excluded.slug, locale = excluded.locale, published_at = excluded.published_at,
                first_published_at = excluded.first_published_at, tag_ids = excluded.tag_ids,
                author_ids = excluded.author_ids, section_id = excluded.section_id, revision = excluded.revision,
                external_id = excluded.external_id, type = excluded.type, title = excluded.title,
                updated_at = excluded.updated_at, expire_at = excluded.expire_at, related_ids = excluded.related_ids,
                canonical_url = excluded.canonical_url, kicker = excluded.kicker, summary_text = excluded.summary_text,
                word_count = excluded.word_count, reading_minutes = excluded.reading_minutes,
                opening = excluded.opening, listing = excluded.listing, details = excluded.details,
                closing = excluded.closing,
                body = case publication.body when excluded.body then publication.body else excluded.body end,
                body_html = case publication.body_html when excluded.body_html then publication.body_html
                    else excluded.body_html end,
                body_text = case publication.body_text when excluded.body_text then publication.body_text
                    else excluded.body_text end
            """ + RETURNING;

    /** Updates a copy that is live already. A null body means that the body is unchanged. */
    private static final String COPY_AGAIN = """
            copy as (update publication set
                revision = ?, external_id = ?, type = ?, title = ?, updated_at = ?::timestamptz, expire_at = ?::timestamptz,
                related_ids = ?::uuid[], canonical_url = ?, kicker = ?, summary_text = ?, word_count = ?,
                reading_minutes = ?, opening = ?, listing = ?, details = ?, closing = ?, body = coalesce(?::text, body),
                body_html = coalesce(?::text, body_html), body_text = coalesce(?::text, body_text)
            where article_id = (select article from here)
            """ + RETURNING;

    private static final String FOUND = """
            found as (insert into publication_search (article_id, published_at, search)
            select c.article_id, c.published_at, coalesce(
                (select m.search from moved m where m.revision = c.revision),
                search_vector(?, ?::text[], ?::text[]))
            from copy c
            on conflict (article_id) do update set published_at = excluded.published_at, search = excluded.search),
            spoken as (
                insert into search_language (config) values (?) on conflict do nothing),
            """;

    /**
     * Updates the search vector. The lexemes of an unchanged body (weight D, the lowest) can stay; the new lexemes are
     * then appended behind them.
     */
    private static final String FOUND_AGAIN = """
            found as (
                update publication_search s
                set search = case when ? then ts_filter(s.search, '{d}') else '' end
                    || search_vector(?, ?::text[], ?::text[])
                from copy c where s.article_id = c.article_id),
            """;

    /** Reserves the slug for this article forever ({@code once_live}). */
    private static final String NAMED = """
            named as (
                insert into slug (slug, article_id, once_live) select c.slug, c.article_id, true from copy c
                on conflict (slug) do update set once_live = true
                    where slug.article_id = excluded.article_id and not slug.once_live),
            """;

    /**
     * Reserves the article's former slugs as well. The slug of the working copy is excluded: it is reserved when its
     * revision is published.
     */
    private static final String ALIASES = """
            aliases as (
                update slug s set once_live = true from copy c
                where s.article_id = c.article_id and s.slug <> c.slug and s.slug <> ? and not s.once_live),
            """;

    private static final String IS_UP = """
            copy as (select p.* from publication p join here on p.article_id = here.article),
            """;

    /**
     * The article's terms as they are today. A term deleted since the revision was written has no row; a merged term is
     * replaced by its merge target.
     */
    private static final String CARRIED = """
            carried as (
                select t.id from copy c join term t on t.id = any(c.tag_ids || c.author_ids || c.section_id)
                union
                select f.term_id from copy c join term_former f on f.id = any(c.tag_ids || c.author_ids || c.section_id)),
            """;

    /** Rewrites the term rows of the working copy, if it is at the published revision. */
    private static final String WORKING_FILED = """
            working_gone as (
                delete from article_term f using here
                where here.same and f.article_id = here.article and f.term_id not in (select id from carried)),
            working_filed as (
                insert into article_term (term_id, article_id)
                select t.id, here.article from here, carried t where here.same
                on conflict do nothing),
            """;

    /** Rewrites the term rows of the live copy. */
    private static final String FILED = """
            gone as (
                delete from publication_term f using copy c
                where f.article_id = c.article_id
                    and (f.published_at <> c.published_at or f.term_id not in (select id from carried))),
            filed as (
                insert into publication_term (term_id, published_at, article_id)
                select t.id, c.published_at, c.article_id from copy c, carried t
                on conflict do nothing),
            """;

    /**
     * The existing term rows, locked {@code for key share}: a concurrent merge of terms waits until this transaction
     * commits, or this statement waits for the merge.
     */
    private static final String CARRIED_STILL = """
            carried as (
                select f.term_id as id from publication_term f join copy c on c.article_id = f.article_id
                for key share of f),
            """;

    /**
     * Ends the last period and begins a new one. An article that should have been published and expired while no node
     * ran gets a period of zero length. A period never begins before the last one ended, even if another node's clock
     * is ahead of this one's.
     *
     * @param filedWith SQL expression for the id of the period whose term rows the new period shares; {@code "null"} if
     *     it gets rows of its own
     */
    private static String period(String filedWith) {
        return """
            closed as (
                update publication_period p set live_until = greatest(p.live_from, here.now) from here
                where p.id = %1$s and (p.live_until is null or p.live_until > here.now)
                returning %2$s, p.live_until),
            opened as (
                insert into publication_period as o (
                    article_id, revision, slug, external_id, locale, type, title, published_at, first_published_at,
                    created_at, updated_at, tag_ids, author_ids, section_id, related_ids, kicker, summary_text, word_count,
                    reading_minutes, live_from, live_until, filed_with)
                select c.article_id, c.revision, c.slug, c.external_id, c.locale, c.type, c.title, c.published_at,
                    c.first_published_at, c.created_at, c.updated_at, c.tag_ids, c.author_ids, c.section_id, c.related_ids,
                    c.kicker, c.summary_text, c.word_count, c.reading_minutes,
                    start.at, case when c.expire_at is not null then greatest(c.expire_at, start.at) end, %3$s
                from copy c, here, lateral (select greatest(here.now, (select max(live_until) from closed)) as at) start
                returning %4$s, o.id, o.live_from, o.filed_with),
            listed as (
                insert into publication_period_term (term_id, published_at, article_id, period_id, live_from)
                select t.id, o.published_at, o.article_id, o.id, o.live_from from opened o, carried t
                where o.filed_with is null)
            select true, %5$s, (
                select array_agg(f.term_id) from publication_term f where f.article_id = c.article_id)
            from closed c
            union all
            select false, %4$s, (select array_agg(t.id) from carried t) from opened o
            """.formatted(
                        lastPeriod("here.article"),
                        PublishedSnapshotReader.columns("p"),
                        filedWith,
                        PublishedSnapshotReader.columns("o"),
                        PublishedSnapshotReader.columns("c"));
    }

    /** Publishes a copy that isn't live yet, or whose slug, terms or place in lists have changed. */
    static final PreparedQuery PUBLISH =
            prepared(HERE + MOVED + COPY + FOUND + NAMED + ALIASES + CARRIED + WORKING_FILED + FILED + period("null"));

    /**
     * Publishes a correction: slug, terms and place in lists stay, and the working copy is at the same revision. Most
     * corrections are of this kind.
     */
    static final PreparedQuery CORRECT = prepared(HERE
            + COPY_AGAIN
            + FOUND_AGAIN
            + ALIASES
            + CARRIED_STILL
            + period(ofLastPeriod("coalesce(n.filed_with, n.id)", "here.article")));

    /** Begins a new period for a row of {@code publication} whose period is over. */
    static final PreparedQuery RENEW_PERIOD = prepared(HERE + IS_UP + CARRIED + FILED + period("null"));

    private PublicationSql() {}

    /**
     * Sub-select for the id of the article's last period: the open one, if there is one. Reads one row, however many
     * periods there are.
     */
    static String lastPeriod(String article) {
        return ofLastPeriod("n.id", article);
    }

    private static String ofLastPeriod(String column, String article) {
        return """
                (select %s from publication_period n where n.article_id = %s
                    order by n.live_from desc, n.id desc limit 1)""".formatted(column, article);
    }

    private static PreparedQuery prepared(String text) {
        return PreparedQuery.ofSql(text, PublishedSnapshotReader.COLUMNS);
    }
}
