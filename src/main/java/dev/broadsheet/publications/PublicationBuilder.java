package dev.broadsheet.publications;

import dev.broadsheet.answers.LiveChange;
import dev.broadsheet.articles.Article;
import dev.broadsheet.articles.Content;
import dev.broadsheet.articles.ExpiryMoved;
import dev.broadsheet.articles.TakenDown;
import dev.broadsheet.articles.WentLive;
import dev.broadsheet.body.Body;
import dev.broadsheet.body.Facts;
import dev.broadsheet.body.document.Document;
import dev.broadsheet.kernel.Kept;
import dev.broadsheet.terms.Terms;
import dev.broadsheet.words.Indexed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * Makes the live copy out of a revision, in the transaction that publishes it: everything that a read would otherwise
 * have to work out is worked out here, once.
 */
@ApplicationScoped
class PublicationBuilder {

    /** {@code same}: whether the working copy is at that revision as well. */
    private static final String HERE =
            "with here as (select ?::uuid as article, ?::timestamptz as now, ?::boolean as same),";

    /**
     * With what it is found by. A working copy at the same revision is found by the same from now on; if it has words of
     * its own, they move. A body that is the same stays where it is: given back as it was found, it isn't written again.
     */
    private static final String UP = """
            moved as (
                delete from article_search s using here
                where here.same and s.article_id = here.article returning s.revision, s.search),
            copy as (insert into publication (
                article_id, revision, slug, external_id, locale, type, title, published_at, first_published_at, created_at,
                updated_at, expire_at, tag_ids, author_ids, section_id, related_ids, canonical_url, kicker, summary_text,
                word_count, reading_minutes, opening, listing, details, closing, body, body_html, body_text)
            values (?, ?, ?, ?, ?, ?, ?, ?::timestamptz, ?::timestamptz, ?::timestamptz, ?::timestamptz, ?::timestamptz,
                ?::uuid[], ?::uuid[], ?::uuid, ?::uuid[], ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (article_id) do update set
                revision = excluded.revision, slug = excluded.slug, external_id = excluded.external_id,
                locale = excluded.locale, type = excluded.type, title = excluded.title,
                published_at = excluded.published_at, first_published_at = excluded.first_published_at,
                updated_at = excluded.updated_at, expire_at = excluded.expire_at, tag_ids = excluded.tag_ids,
                author_ids = excluded.author_ids, section_id = excluded.section_id, related_ids = excluded.related_ids,
                canonical_url = excluded.canonical_url, kicker = excluded.kicker, summary_text = excluded.summary_text,
                word_count = excluded.word_count, reading_minutes = excluded.reading_minutes,
                opening = excluded.opening, listing = excluded.listing, details = excluded.details,
                closing = excluded.closing,
                body = case publication.body when excluded.body then publication.body else excluded.body end,
                body_html = case publication.body_html when excluded.body_html then publication.body_html
                    else excluded.body_html end,
                body_text = case publication.body_text when excluded.body_text then publication.body_text
                    else excluded.body_text end
            returning *),
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
     * From now on its slug stays the article's for ever, and so do all that lead to it beside; the working copy's own
     * follows when its revision does.
     */
    private static final String NAMED = """
            named as (
                insert into slug (slug, article_id, once_live) select c.slug, c.article_id, true from copy c
                on conflict (slug) do update set once_live = true
                    where slug.article_id = excluded.article_id and not slug.once_live),
            aliases as (
                update slug s set once_live = true from copy c
                where s.article_id = c.article_id and s.slug <> c.slug and s.slug <> ? and not s.once_live),
            """;

    private static final String IS_UP = """
            copy as (select p.* from publication p join here on p.article_id = here.article),
            """;

    /**
     * Its terms, as those are now: what was deleted since the revision was written has no row any more, what was merged is
     * filed under what it was merged into.
     */
    private static final String CARRIED = """
            carried as (
                select t.id from copy c join term t on t.id = any(c.tag_ids || c.author_ids || c.section_id)
                union
                select f.term_id from copy c join term_former f on f.id = any(c.tag_ids || c.author_ids || c.section_id)),
            """;

    /** The working copy under them, if it is the same. */
    private static final String WORKING_FILED = """
            working_gone as (
                delete from article_term f using here
                where here.same and f.article_id = here.article and f.term_id not in (select id from carried)),
            working_filed as (
                insert into article_term (term_id, article_id)
                select t.id, here.article from here, carried t where here.same
                on conflict do nothing),
            """;

    /**
     * The live copy under them, and a period that begins. What should have come and gone while nothing ran has one of no
     * length. A period never begins before the last one ended, even if another node's clock is ahead of this one's. Answers
     * with what readers saw before and what they see now.
     */
    private static final String FILED = """
            gone as (
                delete from publication_term f using copy c
                where f.article_id = c.article_id
                    and (f.published_at <> c.published_at or f.term_id not in (select id from carried))),
            filed as (
                insert into publication_term (term_id, published_at, article_id)
                select t.id, c.published_at, c.article_id from copy c, carried t
                on conflict do nothing),
            closed as (
                update publication_period p set live_until = greatest(p.live_from, here.now) from here
                where p.article_id = here.article and (p.live_until is null or p.live_until > here.now)
                returning p.*),
            opened as (
                insert into publication_period (
                    article_id, revision, slug, external_id, locale, type, title, published_at, first_published_at,
                    created_at, updated_at, tag_ids, author_ids, section_id, related_ids, kicker, summary_text, word_count,
                    reading_minutes, live_from, live_until)
                select c.article_id, c.revision, c.slug, c.external_id, c.locale, c.type, c.title, c.published_at,
                    c.first_published_at, c.created_at, c.updated_at, c.tag_ids, c.author_ids, c.section_id, c.related_ids,
                    c.kicker, c.summary_text, c.word_count, c.reading_minutes,
                    start.at, case when c.expire_at is not null then greatest(c.expire_at, start.at) end
                from copy c, here, lateral (select greatest(here.now, (select max(live_until) from closed)) as at) start
                returning *),
            listed as (
                insert into publication_period_term (term_id, published_at, article_id, period_id, live_from)
                select t.id, o.published_at, o.article_id, o.id, o.live_from from opened o, carried t)
            select true as before, c.*, (
                select array_agg(f.term_id) from publication_term f where f.article_id = c.article_id) as terms
            from closed c
            union all
            select false, o.*, (select array_agg(t.id) from carried t) from opened o
            """;

    private static final Kept PUT_UP = Kept.written(HERE + UP + NAMED + CARRIED + WORKING_FILED + FILED);
    private static final Kept FILE_UNDER = Kept.written(HERE + IS_UP + CARRIED + FILED);

    /** What the working copy is found by as well, if it is the same, becomes its own. */
    private static final String KEEP = """
            insert into article_search (article_id, revision, search)
            select p.article_id, p.revision, s.search
            from publication p join publication_search s on s.article_id = p.article_id
            where p.article_id = ? on conflict do nothing
            """;

    /** What had expired already was still counted. */
    private static final String TAKE_DOWN = """
            with here as (select ?::uuid as article, ?::timestamptz as now),
            gone as (delete from publication p using here where p.article_id = here.article returning p.article_id),
            closed as (
                update publication_period p set live_until = greatest(p.live_from, here.now) from here
                where p.article_id = here.article and (p.live_until is null or p.live_until > here.now))
            select true as before, c.*, (
                select array_agg(f.term_id) from publication_term f where f.article_id = c.article_id) as terms
            from publication_period c join gone on gone.article_id = c.article_id
            order by c.live_from desc, c.id desc limit 1
            """;

    /** An end that is set back into the past is now: readers have seen the article until now. */
    private static final String MOVE_END = """
            with moved as (
                update publication_period p
                set live_until = case when e.at is null then null else greatest(p.live_from, e.at, e.now) end
                from (select ?::timestamptz as at, ?::timestamptz as now) e
                where p.article_id = ? and (p.live_until is null or p.live_until > e.now)
                returning p.*)
            select true as before, m.*, (
                select array_agg(f.term_id) from publication_term f where f.article_id = m.article_id) as terms
            from moved m
            """;

    private final DSLContext sql;
    private final Terms terms;
    private final Event<LiveChange> changes;

    PublicationBuilder(DSLContext sql, Terms terms, Event<LiveChange> changes) {
        this.sql = sql;
        this.terms = terms;
        this.changes = changes;
    }

    void putUp(@Observes WentLive event) {
        Article article = event.article();
        Content content = event.revision().content;
        int revision = event.revision().number();
        OffsetDateTime now = utc(event.at());
        OffsetDateTime firstPublished = utc(Objects.requireNonNull(article.firstPublishedAt));
        OffsetDateTime published = content.publishedAt() == null ? firstPublished : utc(content.publishedAt());
        Finished finished = Finished.of(
                article.id,
                revision,
                content,
                new Finished.Times(published.toInstant(), firstPublished.toInstant(), article.createdAt, event.at()));
        Document body = Objects.requireNonNull(content.body());
        Facts facts = Facts.of(body);
        Indexed words = content.words(terms.names(content.terms()).values());
        boolean same = revision == article.revision;
        if (!same) {
            sql.execute(KEEP, article.id);
        }
        tell(
                article.id,
                PUT_UP.fetch(
                        sql,
                        article.id,
                        now,
                        same,
                        article.id,
                        revision,
                        content.slug(),
                        content.externalId(),
                        content.locale(),
                        content.type(),
                        content.title(),
                        published,
                        firstPublished,
                        utc(article.createdAt),
                        now,
                        article.expireAt == null ? null : utc(article.expireAt),
                        content.tags().toArray(UUID[]::new),
                        content.authors().toArray(UUID[]::new),
                        content.section(),
                        content.related().toArray(UUID[]::new),
                        content.canonicalUrl(),
                        content.kicker(),
                        content.summary(),
                        facts.words(),
                        facts.readingMinutes(),
                        finished.opening(),
                        finished.listing(),
                        finished.details(),
                        finished.closing(),
                        Body.blocks(body).toString(),
                        Body.html(body),
                        Body.text(body),
                        words.config(),
                        words.plain(),
                        words.typed(),
                        words.config(),
                        article.slug));
    }

    /** Readers see it otherwise from the commit on. */
    private void tell(UUID article, List<Record> periods) {
        changes.fire(new LiveChange(article, LiveFacts.of(periods, true), LiveFacts.of(periods, false)));
    }

    void takeDown(@Observes TakenDown event) {
        UUID article = event.article().id;
        OffsetDateTime now = utc(event.at());
        sql.execute(KEEP, article);
        tell(article, sql.fetch(TAKE_DOWN, article, now));
    }

    void moveExpiry(@Observes ExpiryMoved event) {
        UUID article = event.article().id;
        Instant expiry = event.article().expireAt;
        @Nullable OffsetDateTime end = expiry == null ? null : utc(expiry);
        OffsetDateTime now = utc(event.at());
        boolean up =
                sql.execute("update publication set expire_at = ?::timestamptz where article_id = ?", end, article) > 0;
        List<Record> moved = up ? sql.fetch(MOVE_END, end, now, article) : List.of();
        if (!moved.isEmpty()) {
            tell(article, moved);
        } else if (up && (end == null || end.isAfter(now))) {
            // It had expired, but nobody had taken it down yet: from now on readers see it again.
            tell(article, FILE_UNDER.fetch(sql, article, now, false));
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
