package dev.broadsheet.publications;

import dev.broadsheet.articles.Article;
import dev.broadsheet.articles.ArticlePublished;
import dev.broadsheet.articles.ArticleTakenDown;
import dev.broadsheet.articles.ExpiryChanged;
import dev.broadsheet.articles.content.Content;
import dev.broadsheet.body.BodyConverter;
import dev.broadsheet.body.DocumentMetadata;
import dev.broadsheet.body.document.Document;
import dev.broadsheet.cache.dependency.PublishedArticleChanged;
import dev.broadsheet.terms.TermName;
import dev.broadsheet.terms.Terms;
import dev.broadsheet.text.SearchVectorInput;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * Builds the live copy from a revision, in the transaction that publishes it. Whatever a read would have to compute is
 * computed here, once.
 */
@ApplicationScoped
class PublicationBuilder {

    /**
     * Copies the live copy's search vector to {@code article_search}, unless the working copy has a row there. A
     * working copy at the live revision has none, because it is searched through {@code publication_search}; it needs
     * one before that row changes.
     */
    private static final String KEEP = """
            insert into article_search (article_id, revision, search)
            select p.article_id, p.revision, s.search
            from publication p join publication_search s on s.article_id = p.article_id
            where p.article_id = ? on conflict do nothing
            """;

    /** A copy that had expired but wasn't taken down yet still counts as the state before. */
    private static final String TAKE_DOWN =
            """
            with here as (select ?::uuid as article, ?::timestamptz as now),
            gone as (delete from publication p using here where p.article_id = here.article returning p.article_id),
            closed as (
                update publication_period p set live_until = greatest(p.live_from, here.now) from here
                where p.id = %s and (p.live_until is null or p.live_until > here.now))
            select true as before, c.*, (
                select array_agg(f.term_id) from publication_term f where f.article_id = c.article_id) as terms
            from gone join publication_period c on c.id = %s
            """.formatted(PublicationSql.lastPeriod("here.article"), PublicationSql.lastPeriod("gone.article_id"));

    /** An expiry in the past ends the period now, because readers have seen the article until now. */
    private static final String MOVE_END = """
            with moved as (
                update publication_period p
                set live_until = case when e.at is null then null else greatest(p.live_from, e.at, e.now) end
                from (select ?::timestamptz as at, ?::timestamptz as now, ?::uuid as article) e
                where p.id = %s and (p.live_until is null or p.live_until > e.now)
                returning p.*)
            select true as before, m.*, (
                select array_agg(f.term_id) from publication_term f where f.article_id = m.article_id) as terms
            from moved m
            """.formatted(PublicationSql.lastPeriod("e.article"));

    /**
     * Maximum length of a body, in characters, whose lexemes may stand in front of those of the title: a
     * {@code tsvector} has positions up to 16,383, and the other texts need some of them.
     */
    private static final int MAX_BODY_IN_FRONT = 16_000;

    private static final List<@Nullable Object> NO_BODY = Arrays.asList(null, null, null);

    private final DSLContext sql;
    private final Terms terms;
    private final Event<PublishedArticleChanged> changes;

    PublicationBuilder(DSLContext sql, Terms terms, Event<PublishedArticleChanged> changes) {
        this.sql = sql;
        this.terms = terms;
        this.changes = changes;
    }

    void publish(@Observes ArticlePublished event) {
        Article article = event.article();
        Content content = event.revision().content();
        Content before = event.before();
        boolean same = event.revision().number() == article.revision;
        if (!same) {
            sql.execute(KEEP, article.id);
        }
        if (same && before != null && content.hasSamePlacement(before)) {
            fireChange(article.id, correct(event, content.hasSameBody(before)));
        } else {
            fireChange(article.id, write(event, same));
        }
    }

    private List<Record> write(ArticlePublished event, boolean same) {
        Article article = event.article();
        Content content = event.revision().content();
        SearchVectorInput words = content.indexedText(names(content));
        return PublicationSql.PUBLISH.fetch(
                sql,
                joined(List.of(
                        Arrays.asList(article.id, utc(event.at()), same),
                        lookupColumns(article, content),
                        textColumns(event),
                        body(content),
                        Arrays.asList(words.config(), words.plain(), words.typed(), words.config(), article.slug))));
    }

    /** An unchanged body is neither written nor parsed for search again. */
    private List<Record> correct(ArticlePublished event, boolean bodyStays) {
        Article article = event.article();
        Content content = event.revision().content();
        boolean wordsStay = bodyStays && content.text().length() <= MAX_BODY_IN_FRONT;
        SearchVectorInput words =
                wordsStay ? content.indexedTextWithoutBody(names(content)) : content.indexedText(names(content));
        return PublicationSql.CORRECT.fetch(
                sql,
                joined(List.of(
                        Arrays.asList(article.id, utc(event.at()), true),
                        textColumns(event),
                        bodyStays ? NO_BODY : body(content),
                        Arrays.asList(wordsStay, words.config(), words.plain(), words.typed(), article.slug))));
    }

    private static @Nullable Object[] joined(List<List<@Nullable Object>> parts) {
        return parts.stream().flatMap(List::stream).toArray();
    }

    private Collection<TermName> names(Content content) {
        return terms.names(content.terms()).values();
    }

    /** Columns that decide under which slug, terms and date the copy is found. */
    private static List<@Nullable Object> lookupColumns(Article article, Content content) {
        return Arrays.asList(
                article.id,
                content.slug(),
                content.locale(),
                published(article, content),
                utc(Objects.requireNonNull(article.firstPublishedAt)),
                utc(article.createdAt),
                content.tags().toArray(UUID[]::new),
                content.authors().toArray(UUID[]::new),
                content.section());
    }

    /** Columns with the content, except the body. */
    private static List<@Nullable Object> textColumns(ArticlePublished event) {
        Article article = event.article();
        Content content = event.revision().content();
        DocumentMetadata facts = DocumentMetadata.of(Objects.requireNonNull(content.body()));
        RenderedJson rendered = RenderedJson.of(
                article.id,
                event.revision().number(),
                content,
                new RenderedJson.Times(
                        published(article, content).toInstant(),
                        Objects.requireNonNull(article.firstPublishedAt),
                        article.createdAt,
                        article.updatedAt));
        return Arrays.asList(
                event.revision().number(),
                content.externalId(),
                content.type(),
                content.title(),
                utc(article.updatedAt),
                article.expireAt == null ? null : utc(article.expireAt),
                content.related().toArray(UUID[]::new),
                content.canonicalUrl(),
                content.kicker(),
                content.summary(),
                facts.words(),
                facts.readingMinutes(),
                rendered.opening(),
                rendered.listing(),
                rendered.details(),
                rendered.closing());
    }

    private static List<@Nullable Object> body(Content content) {
        Document body = Objects.requireNonNull(content.body());
        return Arrays.asList(
                BodyConverter.blocks(body).toString(), BodyConverter.toHtml(body), BodyConverter.toText(body));
    }

    private static OffsetDateTime published(Article article, Content content) {
        Instant own = content.publishedAt();
        return utc(own == null ? Objects.requireNonNull(article.firstPublishedAt) : own);
    }

    /** Readers see the change once the transaction commits. */
    private void fireChange(UUID article, List<Record> periods) {
        changes.fire(new PublishedArticleChanged(
                article, PublishedSnapshotReader.of(periods, true), PublishedSnapshotReader.of(periods, false)));
    }

    void takeDown(@Observes ArticleTakenDown event) {
        UUID article = event.article().id;
        OffsetDateTime now = utc(event.at());
        sql.execute(KEEP, article);
        fireChange(article, sql.fetch(TAKE_DOWN, article, now));
    }

    void changeExpiry(@Observes ExpiryChanged event) {
        UUID article = event.article().id;
        Instant expiry = event.article().expireAt;
        @Nullable OffsetDateTime end = expiry == null ? null : utc(expiry);
        OffsetDateTime now = utc(event.at());
        boolean up =
                sql.execute("update publication set expire_at = ?::timestamptz where article_id = ?", end, article) > 0;
        List<Record> moved = up ? sql.fetch(MOVE_END, end, now, article) : List.of();
        if (!moved.isEmpty()) {
            fireChange(article, moved);
        } else if (up && (end == null || end.isAfter(now))) {
            // The copy had expired but wasn't taken down yet: with the new expiry it is live again.
            fireChange(article, PublicationSql.RENEW_PERIOD.fetch(sql, article, now, false));
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
